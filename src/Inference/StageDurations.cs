namespace ClothesClassification.Inference;

/// <summary>How long each stage of one classification took.</summary>
/// <param name="Inspect">Telling the format and checking the size in bytes.</param>
/// <param name="Decode">Decoding, with the checks of the size in pixels.</param>
/// <param name="Resize">Turning upright and resizing to the model's picture.</param>
/// <param name="Model">Running the ML.NET pipeline, with ONNX Runtime in it.</param>
/// <param name="Total">All of it, ranking included; waiting for a free engine is not.</param>
public readonly record struct StageDurations(
    TimeSpan Inspect,
    TimeSpan Decode,
    TimeSpan Resize,
    TimeSpan Model,
    TimeSpan Total
)
{
    /// <summary>
    /// Finding evidence where <see cref="ClassifyOptions.Evidence"/> asks for it: carrying the graph's over to the photo, or the
    /// further runs of <see cref="EvidenceMethod.Occlusion"/>. Zero otherwise.
    /// </summary>
    public TimeSpan Explain { get; init; }
}
