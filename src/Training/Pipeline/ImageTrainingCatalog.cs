using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using Microsoft.ML;

namespace ClothesClassification.Training.Pipeline;

/// <summary>Adds training to ML.NET's catalog of transforms.</summary>
/// <example>
/// <code>
/// var training = mlContext.Transforms.TrainImageClassifier(new ImageTrainerOptions { BaseModel = "model" }, "my-model");
/// using var pipeline = training.Fit(photos);    // columns Photo (paths) and Label (text)
/// var answers = pipeline.Transform(photos);     // PredictedLabel, Score, Scores
/// </code>
/// </example>
public static class ImageTrainingCatalog
{
    /// <summary>
    /// Trains a model on a column of photos and one of labels, and classifies photos with it, as
    /// <see cref="ImageClassificationCatalog.ClassifyImages"/> does.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="options">The base model, and how to train.</param>
    /// <param name="modelFolder">The folder that <c>Fit</c> writes; it must stay while the pipeline is used, and may go when it was saved.</param>
    /// <param name="labelColumn">Name of the column of labels, text.</param>
    /// <param name="groupColumn">
    /// Name of a column, text, that says what photos belong together: <see cref="TrainingPhoto.Group"/>, empty where a photo stands alone; null for none.
    /// </param>
    /// <param name="columns">Names of the other columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="ModelException">The base model cannot be loaded.</exception>
    public static ImageTrainingEstimator TrainImageClassifier(
        this TransformsCatalog catalog,
        ImageTrainerOptions options,
        string modelFolder,
        string labelColumn = "Label",
        string? groupColumn = null,
        ImageClassificationColumns? columns = null
    )
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumn);
        return new ImageTrainingEstimator(
            options,
            modelFolder,
            labelColumn,
            groupColumn,
            columns ?? new ImageClassificationColumns(),
            model => catalog.ClassifyImages(model, null, columns)
        );
    }
}
