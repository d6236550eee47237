namespace ClothesClassification.Inference.Models;

/// <summary>An accuracy that the model's author measured, with the data it was measured on.</summary>
public sealed record AccuracyClaim
{
    /// <summary>Which of the model's files: its precision, such as <c>int8</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Name and licence of the data.</summary>
    public required string Data { get; init; }

    /// <summary>The part of the data, such as <c>validation</c>.</summary>
    public required string Split { get; init; }

    /// <summary>Number of photos.</summary>
    public required int Photos { get; init; }

    /// <summary>Share of the photos whose best label is right, 0 to 1.</summary>
    public required double Top1 { get; init; }

    /// <summary>Share of the photos whose right label is among the best three, 0 to 1.</summary>
    public double? Top3 { get; init; }

    internal static AccuracyClaim Of(ManifestAccuracy claim) =>
        new()
        {
            Precision = claim.Precision,
            Data = claim.Data,
            Split = claim.Split,
            Photos = claim.Photos,
            Top1 = claim.Top1,
            Top3 = claim.Top3,
        };
}
