using System.Globalization;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>What a client asks: photos, and what to answer for each.</summary>
/// <param name="Photos">The photos, at least one.</param>
/// <param name="IsBatch">True where the answer is a list, even of one.</param>
/// <param name="Options">What to answer.</param>
/// <param name="Input">How the photos came, for the log.</param>
internal sealed record PredictRequest(
    IReadOnlyList<RequestedPhoto> Photos,
    bool IsBatch,
    ClassifyOptions Options,
    string Input
)
{
    /// <summary>The client's name for a photo, or its position.</summary>
    public string IdOf(int index) => Photos[index].Id ?? index.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One photo: a URL, bytes, or a problem that keeps this one from being answered.</summary>
internal sealed record RequestedPhoto
{
    /// <summary>The client's name for it; null: its position.</summary>
    public string? Id { get; init; }

    public string? Url { get; init; }

    public ReadOnlyMemory<byte> Bytes { get; init; }

    public Problem? Problem { get; init; }
}
