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
            var (length, lineBytes) = (c.Width, noise.Between(1, 300));
            var atEnd = i % 4 != 0;
            weights.Set(length, c.Plan.Left, c.Plan.Right, c.Plan.TargetWidth, mirrored: i % 2 == 0);
            var rows = 1 + (i % 5);
            using var wide = GuardedMemory.Of(Noise.Bytes(rows * length * 4, i), atEnd);
            using var narrow = new GuardedMemory(rows * weights.Length * 3, atEnd);
            RowPass.Run(wide.Span, length * 4, weights, narrow.Span);

            using var turned = new GuardedMemory(rows * weights.Length * 3, atEnd);
            Transposer.Write(narrow.Span, rows, turned.Span, rows * 3);

            // Rows of any number of bytes, so that every remainder of the vectors occurs.
            using var high = GuardedMemory.Of(Noise.Bytes(weights.Taps * lineBytes, i), atEnd);
            using var low = new GuardedMemory(lineBytes, atEnd);
            ColumnPass.Run(high.Span, lineBytes, weights, i % weights.Length, low.Span);
        }
    }
}
