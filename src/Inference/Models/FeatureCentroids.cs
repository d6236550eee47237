using System.Buffers.Binary;

namespace ClothesClassification.Inference.Models;

/// <summary>
/// What the features of photos are compared with: their mean, and for each label the direction from it in which the label's
/// photos lie. As a file: float16, little-endian, the mean and then one row a label, each as wide as a vector of features.
/// </summary>
internal sealed class FeatureCentroids
{
    private const int ElementBytes = 2;

    private readonly float[] center;
    private readonly float[][] directions;

    /// <param name="center">The mean of all photos' features.</param>
    /// <param name="directions">A direction of length 1 for each label, by float16's precision.</param>
    public FeatureCentroids(float[] center, float[][] directions) =>
        (this.center, this.directions) = (center, directions);

    /// <summary>Length of a vector of features.</summary>
    public int Width => center.Length;

    /// <summary>Whether float16 can hold them.</summary>
    public bool IsFinite =>
        directions.Prepend(center).All(row => Array.TrueForAll(row, value => Half.IsFinite((Half)value)));

    /// <summary>The cosine of the photo's direction and that of the label it is most alike to, -1 to 1.</summary>
    /// <param name="features">The photo's features, as many as <see cref="Width"/>.</param>
    public float LikenessOf(ReadOnlySpan<float> features)
    {
        // In double and in order: the same on every processor.
        var best = double.NegativeInfinity;
        var square = 0.0;
        for (var i = 0; i < center.Length; i++)
        {
            var offset = (double)features[i] - center[i];
            square += offset * offset;
        }

        foreach (var direction in directions)
        {
            var product = 0.0;
            for (var i = 0; i < center.Length; i++)
                product += ((double)features[i] - center[i]) * direction[i];
            best = Math.Max(best, product);
        }

        return square > 0 ? (float)(best / Math.Sqrt(square)) : 0;
    }

    /// <exception cref="ModelException">The number of bytes or a value cannot be.</exception>
    public static FeatureCentroids Read(ReadOnlySpan<byte> file, ManifestCentroids entry, long? width)
    {
        var row = (width ?? entry.Width) * ElementBytes;
        if (width is { } features && features != entry.Width)
            throw new ModelException(
                ModelManifest.FileName,
                "calibration.centroids.width",
                $"{entry.Width}",
                $"{features}, the width of the graph's features: calibrate the model again"
            );
        if (file.Length % row != 0 || file.Length < 2 * row)
            throw new ModelException(
                entry.Path,
                "file",
                $"{file.Length} bytes",
                $"rows of {row} bytes, at least two: calibrate the model again"
            );
        var rows = new float[file.Length / row][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new float[entry.Width];
            for (var i = 0; i < entry.Width; i++)
            {
                var value = (float)BinaryPrimitives.ReadHalfLittleEndian(file[(int)((r * row) + (i * ElementBytes))..]);
                rows[r][i] = float.IsFinite(value)
                    ? value
                    : throw new ModelException(entry.Path, "file", $"{value}", "numbers: calibrate the model again");
            }
        }

        return new FeatureCentroids(rows[0], rows[1..]);
    }

    public byte[] Write()
    {
        var file = new byte[(directions.Length + 1) * Width * ElementBytes];
        var at = 0;
        foreach (var row in directions.Prepend(center))
        {
            foreach (var value in row)
            {
                BinaryPrimitives.WriteHalfLittleEndian(file.AsSpan(at), (Half)value);
                at += ElementBytes;
            }
        }

        return file;
    }
}
