using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training;

/// <summary>Trains a model for one's own labels: a new last layer on the features of a base model, by ML.NET.</summary>
public sealed class ImageTrainer
{
    private readonly ImageTrainerOptions options;

    /// <param name="options">The base model, and how to work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ImageTrainer(ImageTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
    }

    /// <summary>Trains, measures by cross-validation, and writes a model folder, whole or not at all.</summary>
    /// <param name="photos">The photos, in any order, of at least two labels.</param>
    /// <param name="modelFolder">The folder to write; a model that is there is replaced.</param>
    /// <param name="progress">Told how far it is, from any thread; null for none.</param>
    /// <param name="cancellationToken">Ends the work; nothing is written.</param>
    /// <exception cref="ModelException">The base model cannot be loaded, or has no features or no last layer that can be replaced.</exception>
    /// <exception cref="TrainingException">Fewer than two labels have a photo that can be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public Task<TrainingResult> TrainAsync(
        IReadOnlyList<TrainingPhoto> photos,
        string modelFolder,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => throw new NotImplementedException($"{options}");
}
