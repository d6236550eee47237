using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Training;

/// <summary>How an <see cref="ImageTrainer"/> works.</summary>
public sealed record ImageTrainerOptions
{
    /// <summary>
    /// The model folder whose network is kept: the shipped one, or any whose manifest names <c>outputs.features</c>, the input of
    /// the last layer. Every ONNX file of the folder gets the new labels.
    /// </summary>
    public required string BaseModel { get; init; }

    /// <summary>Name of the new model. Default: null, the name of its folder.</summary>
    public string? Name { get; init; }

    /// <summary>Version of the new model. Default: 1.0.0.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Licence of the new model. Default: null, none is named.</summary>
    public string? License { get; init; }

    /// <summary>Parts of the cross-validation, at least 2. Default: 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Decides which photos are measured together; the same photos, options and seed give the same bytes.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether to try mirrored and nearer copies of the photos, and train on them where cross-validation shows that they help; not tried
    /// with more than 2,000 photos. Default: true.
    /// </summary>
    public bool Copies { get; init; } = true;

    /// <summary>The share of confident answers that is to be right. Default: 0.97.</summary>
    public double PrecisionGoal { get; init; } = 0.97;

    /// <summary>The share of photos such as these that may be called unlike them, 0 to 0.5. Default: 0.05.</summary>
    public double MaxUnlike { get; init; } = 0.05;

    /// <summary>
    /// Where features of photos are kept for the next training, a file for each base model; the folder is made where it is missing. Default:
    /// null, they are not kept.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>Threads, at least 1. Default: one per processor.</summary>
    public int MaxConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>What a photo may be.</summary>
    public PhotoLimits Limits { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    internal void Validate()
    {
        var faults = FindFaults().ToArray();
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }

    private IEnumerable<string> FindFaults()
    {
        if (string.IsNullOrWhiteSpace(BaseModel))
            yield return "BaseModel is empty: name a model folder.";
        if (Name?.Length == 0)
            yield return "Name is empty: leave it out, or name the model.";
        if (!TextFormat.Version.Matches(Version))
            yield return $"Version is '{Version}': a version such as 1.0.0 is needed.";
        if (Folds < 2)
            yield return $"Folds is {Folds}: at least 2 are needed.";
        if (PrecisionGoal is not (> 0 and <= 1))
            yield return $"PrecisionGoal is {PrecisionGoal}: above 0 and up to 1 is needed.";
        if (MaxUnlike is not (>= 0 and <= 0.5))
            yield return $"MaxUnlike is {MaxUnlike}: 0 to 0.5 is needed.";
        if (MaxConcurrency < 1)
            yield return $"MaxConcurrency is {MaxConcurrency}: at least 1 is needed.";
        foreach (var fault in Limits is null ? ["Limits is null."] : Limits.FindFaults())
            yield return fault;
    }
}
