using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>Against the words of the specification.</summary>
public sealed class RowFilterTests
{
    private static readonly int[] PixelBytes = [1, 2, 3, 4, 6, 8];

    [Fact]
    public void Predictor_is_that_of_the_specification_for_all_bytes()
    {
        for (var i = 0; i < 1 << 24; i++)
        {
            var (a, b, c) = (i >> 16, (i >> 8) & 255, i & 255);
            if (RowFilter.Predict(a, b, c) != TestPng.Predicted(4, a, b, c))
                Assert.Fail($"Left {a}, above {b}, above left {c}");
        }
    }

    [Fact]
    public void Every_filter_is_taken_off_rows_of_any_length_within_their_bounds()
    {
        GuardedMemory.Require();
        foreach (var bytes in PixelBytes)
        {
            for (var width = 1; width <= 70; width++)
            {
                for (var filter = 0; filter <= 4; filter++)
                {
                    var length = width * bytes;
                    using var filtered = Row(length, width);
                    using var above = Row(length, width + 100);
                    using var row = Row(length, 0);
                    RowFilter.Run(filter, filtered.Span, above.Span, row.Span, bytes);
                    Assert.Equal(
                        Expected(filter, filtered.Span, above.Span, length, bytes),
                        row.Span[..length].ToArray()
                    );
                }
            }
        }
    }

    [Fact]
    public void Two_rows_at_once_are_the_same_as_one_after_the_other()
    {
        GuardedMemory.Require();
        foreach (var bytes in PixelBytes)
        {
            for (var filters = 0; filters < 25; filters++)
            {
                var (filter, filter2) = (filters / 5, filters % 5);
                if (!RowFilter.HasPairs(filter, filter2, bytes))
                    continue;
                for (var width = 1; width <= 40; width++)
                {
                    var length = width * bytes;
                    using var first = Row(length, width);
                    using var second = Row(length, width + 100);
                    using var above = Row(length, width + 200);
                    using var row = Row(length, 0);
                    using var row2 = Row(length, 0);
                    RowFilter.RunPair(filter, first.Span, filter2, second.Span, above.Span, row.Span, row2.Span, bytes);
                    var expected = Expected(filter, first.Span, above.Span, length, bytes);
                    Assert.Equal(expected, row.Span[..length].ToArray());
                    expected = Expected(filter2, second.Span, expected, length, bytes);
                    Assert.Equal(expected, row2.Span[..length].ToArray());
                }
            }
        }
    }

    [Fact]
    public void Rows_that_are_too_short_are_refused()
    {
        byte[] whole = new byte[24 + RowFilter.Slack];
        var shorter = whole[1..];

        Assert.SkipUnless(RowFilter.HasPairs(4, 4, 3), "Without vectors nothing is read behind a row.");
        Assert.ThrowsAny<ArgumentException>(() => RowFilter.Run(4, shorter, whole, whole, 3));
        Assert.ThrowsAny<ArgumentException>(() => RowFilter.Run(4, whole, shorter, whole, 3));
        Assert.ThrowsAny<ArgumentException>(() => RowFilter.RunPair(4, whole, 4, whole, whole, whole, shorter, 3));
    }

    private static GuardedMemory Row(int length, int seed) =>
        GuardedMemory.Of(Noise.Bytes(length + RowFilter.Slack, seed), atEnd: true);

    private static byte[] Expected(
        int filter,
        ReadOnlySpan<byte> filtered,
        ReadOnlySpan<byte> above,
        int length,
        int bytes
    )
    {
        var row = new byte[length];
        for (var i = 0; i < length; i++)
        {
            var (a, c) = i < bytes ? (0, 0) : (row[i - bytes], above[i - bytes]);
            row[i] = (byte)(filtered[i] + TestPng.Predicted(filter, a, above[i], c));
        }

        return row;
    }
}
