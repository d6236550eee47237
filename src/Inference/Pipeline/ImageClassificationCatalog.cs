using Microsoft.ML;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Adds the estimator to ML.NET's catalog of transforms.</summary>
public static class ImageClassificationCatalog
{
    /// <summary>Classifies the photos of a column.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="classifier">
    /// Classifies the photos. It stays the caller's: dispose of it after the last row of the pipeline has been read.
    /// </param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two columns have the same name, or one has none.</exception>
    /// <example>
    /// <code>
    /// using var classifier = ImageClassifier.Load("model");
    /// var photos = mlContext.Data.LoadPhotos("photos");
    /// var pipeline = mlContext.Transforms.ClassifyImages(classifier);
    /// var answers = pipeline.Fit(photos).Transform(photos);
    /// </code>
    /// </example>
    public static ImageClassificationEstimator ClassifyImages(
        this TransformsCatalog catalog,
        ImageClassifier classifier,
        ImageClassificationColumns? columns = null
    )
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ImageClassificationEstimator(classifier, columns);
    }
}
