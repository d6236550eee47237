using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>Runs with the source and the target right at pages that may not be touched: an overrun ends the process.</summary>
internal static class OverrunChecks
{
    public static void Resampler(int cases)
    {
        var noise = new Noise(23);
        for (var i = 0; i < cases; i++)
        {
            var c = ResampleCase.Any(noise, 1 + (i % 8), 90);
            var rgba = Noise.Bytes(c.SourceBytes, i);
            using var source = GuardedMemory.Of(rgba, atEnd: i % 3 != 0);
            using var target = new GuardedMemory(c.TargetBytes, atEnd: i % 3 != 1);
            target.Span.Fill(ResampleCase.Untouched);
            c.Run(source.Span, target.Span, new ResampleWorkspace());
            Assert.True(target.Span.SequenceEqual(c.Expected(rgba)), $"Differs: {c}");
        }
    }

    /// <summary>The passes by themselves: inside of the resampler they work on arrays, which have no guards.</summary>
    public static void Passes(int cases)
    {
        var noise = new Noise(29);
        var weights = new AxisWeights();
        for (var i = 0; i < cases; i++)
        {
            var c = ResampleCase.Any(noise, 1, 90);
            var (length, lines) = (c.Width, c.Height);
            var atEnd = i % 4 != 0;
            weights.Set(length, c.Plan.Left, c.Plan.Right, c.Plan.TargetWidth, mirrored: i % 2 == 0);
            using var row = GuardedMemory.Of(Noise.Bytes(length * 4, i), atEnd);
            using var narrow = new GuardedMemory(weights.Length * 4, atEnd);
            RowPass.Run(row.Span, weights, narrow.Span);

            // Rows of any number of bytes, so that every remainder of the vectors occurs.
            using var rows = GuardedMemory.Of(Noise.Bytes(weights.Taps * lines, i), atEnd);
            using var low = new GuardedMemory(lines, atEnd);
            ColumnPass.Run(rows.Span, lines, weights, i % weights.Length, low.Span);

            using var rgb = new GuardedMemory(weights.Length * 3, atEnd);
            RgbWriter.Write(narrow.Span, rgb.Span);
            RgbWriter.WriteColumn(narrow.Span, rgb.Span, 3);
        }
    }
}
