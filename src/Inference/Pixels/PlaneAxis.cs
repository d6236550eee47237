namespace ClothesClassification.Inference.Pixels;

/// <summary>One axis of a stored plane, and how it relates to the upright photo at full size.</summary>
/// <param name="Samples">Whole samples, the last of which may lie partly outside of the photo.</param>
/// <param name="Length">Samples that the photo covers: its edge may lie inside the last sample.</param>
/// <param name="Scale">Samples for each pixel of the full size.</param>
/// <param name="Mirrored">Whether the upright axis runs against the stored one.</param>
internal readonly record struct PlaneAxis(int Samples, double Length, double Scale, bool Mirrored)
{
    /// <summary>An axis with a sample for each pixel.</summary>
    public static PlaneAxis Full(int pixels, bool mirrored) => new(pixels, pixels, 1, mirrored);

    /// <summary>Computes the weights of the part of the photo from start to end.</summary>
    public void SetWeights(AxisWeights weights, float start, float end, in AxisTarget target)
    {
        // Mirrored, the part of the last sample that lies outside of the photo comes first.
        var outside = Mirrored ? Samples - Length : 0;
        weights.Set(Samples, (float)((start * Scale) + outside), (float)((end * Scale) + outside), target, Mirrored);
    }
}
