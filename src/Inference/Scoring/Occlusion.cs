using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// Occlusion sensitivity: by how much each label falls when a part of the picture is covered. For models of any kind, at one
/// more run of the model for each part. (Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014.)
/// </summary>
internal static class Occlusion
{
    /// <summary>Rows and columns of the parts.</summary>
    public const int Side = 7;

    private const int Colors = 3;

    /// <summary>Covers one part after the other in the picture's mean colour.</summary>
    /// <param name="engine">The engine, which holds the picture.</param>
    /// <param name="model">The model.</param>
    /// <param name="whole">One value per label for the picture as it is: logits, or scores where the graph has none.</param>
    /// <param name="cancellationToken">Ends the work between two runs.</param>
    /// <returns>One grid a label: labels, rows, columns.</returns>
    public static float[] Run(
        ClassifierEngine engine,
        ImageModel model,
        ReadOnlySpan<float> whole,
        CancellationToken cancellationToken
    )
    {
        var (width, height) = (model.Input.Width, model.Input.Height);
        var picture = engine.Picture;
        var covered = new byte[picture.Length];
        var mean = MeanOf(picture);
        var (logits, scores) = (new float[whole.Length], new float[whole.Length]);
        var values = model.LogitsName is null ? scores : logits;
        var grids = new float[whole.Length * Side * Side];
        for (var part = 0; part < Side * Side; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            picture.CopyTo(covered);
            Cover(covered, mean, Edges(part / Side, height), Edges(part % Side, width), width);
            engine.Score(covered, logits, scores);
            for (var label = 0; label < whole.Length; label++)
                grids[(label * Side * Side) + part] = whole[label] - values[label];
        }

        return grids;
    }

    private static Range Edges(int part, int pixels) => (part * pixels / Side)..((part + 1) * pixels / Side);

    private static void Cover(Span<byte> picture, ReadOnlySpan<byte> color, Range rows, Range columns, int width)
    {
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            for (var x = columns.Start.Value; x < columns.End.Value; x++)
                color.CopyTo(picture[(((y * width) + x) * Colors)..]);
        }
    }

    private static byte[] MeanOf(ReadOnlySpan<byte> picture)
    {
        var sums = new long[Colors];
        for (var i = 0; i < picture.Length; i++)
            sums[i % Colors] += picture[i];
        var pixels = picture.Length / Colors;
        return Array.ConvertAll(sums, sum => (byte)((sum + (pixels / 2)) / pixels));
    }
}
