using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference;

/// <summary>How an <see cref="ImageClassifier"/> works.</summary>
public sealed record ImageClassifierOptions
{
    /// <summary>
    /// Which of the model's files to load, such as <c>int8</c> or <c>fp32</c>. Default: null, the manifest's default.
    /// </summary>
    public string? Precision { get; init; }

    /// <summary>What a photo may be.</summary>
    public PhotoLimits Limits { get; init; } = new();

    /// <summary>
    /// Photos that are classified at the same time, at most; further callers wait. Default: one a processor. Each has
    /// its own buffers: some 2 MB for small photos, 4 bytes a decoded pixel for large ones.
    /// </summary>
    public int MaxConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Threads that ONNX Runtime uses inside one operator. Default: 1, which gives the most photos a second as long as
    /// <see cref="MaxConcurrency"/> photos are at work; more shorten the time of a single photo.
    /// </summary>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Threads that ONNX Runtime uses for operators side by side. Default: 1. Operators run in sequence, so more are idle.</summary>
    public int InterOpThreads { get; init; } = 1;

    /// <summary>
    /// Whether Skia decodes JPEGs, too. For tests: only its full-size decode gives the bytes that the reference gave.
    /// </summary>
    internal bool JpegBySkia { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Limits);
        Limits.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(IntraOpThreads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(InterOpThreads, 1);
    }
}
