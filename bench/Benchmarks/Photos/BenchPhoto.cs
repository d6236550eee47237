namespace ClothesClassification.Benchmarks.Photos;

/// <summary>A photo to measure with.</summary>
/// <param name="Name">Its format and size, such as <c>jpeg-400</c>.</param>
/// <param name="Bytes">The file.</param>
public sealed record BenchPhoto(string Name, byte[] Bytes)
{
    public override string ToString() => Name;
}
