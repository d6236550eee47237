using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class ColumnPassTests
{
    // Rows of any number of bytes, so that every remainder of the vectors occurs.
    [Fact]
    public void Sums_are_the_references_within_source_and_target()
    {
        GuardedMemory.Require();
        var noise = new Noise(29);
        var weights = new AxisWeights();
        for (var i = 0; i < 300; i++)
        {
            var c = ResampleCase.Any(noise, 1, 90);
            var (width, stride) = (noise.Between(1, 300), noise.Between(300, 320));
            weights.Set(c.Width, c.Plan.Left, c.Plan.Right, AxisTarget.All(c.Plan.TargetWidth), mirrored: i % 2 == 0);
            var (first, rows) = (weights.First, weights.End - weights.First);
            var atEnd = i % 4 != 0;
            using var source = GuardedMemory.Of(Noise.Bytes(((rows - 1) * stride) + width, i), atEnd);
            using var target = new GuardedMemory(weights.Length * width, atEnd);

            ColumnPass.Run(source.Span, first, stride, weights, target.Span, width);

            for (var y = 0; y < weights.Length; y++)
            {
                var row = weights.Weights.Slice(y * weights.Taps, weights.Taps);
                var column = noise.Between(0, width - 1);
                long sum = AxisWeights.Half;
                for (var k = 0; k < row.Length; k++)
                    sum += (long)source.Span[((weights.Starts[y] - first + k) * stride) + column] * row[k];
                Assert.Equal(Math.Min(255, sum >> AxisWeights.FractionBits), target.Span[(y * width) + column]);
            }
        }
    }

    [Fact]
    public void Source_or_target_that_is_too_short_is_refused()
    {
        var weights = new AxisWeights();
        weights.Set(10, 0, 10, AxisTarget.All(5), mirrored: false);
        var (source, target) = (new byte[10 * 8], new byte[5 * 8]);

        ColumnPass.Run(source, 0, 8, weights, target, 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnPass.Run(source.AsSpan(1), 0, 8, weights, target, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnPass.Run(source, 1, 8, weights, target, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnPass.Run(source, 0, 8, weights, target.AsSpan(1), 8));
    }
}
