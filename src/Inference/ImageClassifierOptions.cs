using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference;

/// <summary>
/// Which model an <see cref="ImageClassifier"/> loads, and how it works. Read once, when the classifier is made; later changes
/// have no effect.
/// </summary>
public sealed class ImageClassifierOptions
{
    /// <summary>
    /// The folder that holds <c>model.json</c>, absolute or relative to the current directory. Not read where a model or
    /// folder is given beside the options.
    /// </summary>
    public string ModelFolder { get; set; } = "";

    /// <summary>
    /// Which of the model's files to load, such as <c>int8</c> or <c>fp32</c>. Default: null, the manifest's default.
    /// </summary>
    public string? Precision { get; set; }

    /// <summary>What a photo may be.</summary>
    public PhotoLimits Limits { get; set; } = new();

    /// <summary>
    /// Photos that are classified at the same time, at least 1; further callers wait. Default: one per processor. Each has
    /// its own buffers: some 2 MB for small photos, 4 bytes a decoded pixel for large ones.
    /// </summary>
    public int MaxConcurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Threads that ONNX Runtime uses inside one operator, at least 1. Default: 1, which gives the most photos a second as
    /// long as <see cref="MaxConcurrency"/> photos are classified at once; more shorten the time of a single photo.
    /// </summary>
    public int IntraOpThreads { get; set; } = 1;

    /// <summary>
    /// Whether Skia decodes JPEGs, too. For tests: only its full-size decode gives the bytes that the reference gave.
    /// </summary>
    internal bool JpegBySkia { get; set; }

    /// <summary>Every value that is out of its range, one sentence each.</summary>
    internal IEnumerable<string> FindFaults()
    {
        if (MaxConcurrency < 1)
            yield return $"MaxConcurrency is {MaxConcurrency}: at least 1 is needed.";
        if (IntraOpThreads < 1)
            yield return $"IntraOpThreads is {IntraOpThreads}: at least 1 is needed.";
        foreach (var fault in Limits is null ? ["Limits is null."] : Limits.FindFaults())
            yield return fault;
    }

    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    internal void Validate()
    {
        var faults = FindFaults().ToArray();
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(' ', faults));
    }
}
