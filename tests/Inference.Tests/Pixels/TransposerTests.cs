using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class TransposerTests
{
    [Fact]
    public void Rows_become_columns_and_nothing_beside_them_is_touched()
    {
        const int Margin = 6;
        foreach (var (rows, length) in new[] { (1, 1), (1, 9), (2, 1), (3, 5), (8, 33), (9, 2) })
        {
            var source = Noise.Bytes(rows * length * 3, 1);
            var stride = Margin + (rows * 3) + Margin;
            var target = new byte[length * stride];
            target.AsSpan().Fill(ResampleCase.Untouched);
            Transposer.Write(source, rows, target.AsSpan(Margin), stride);
            for (var i = 0; i < target.Length; i++)
            {
                var (y, x) = (i / stride, (i % stride) - Margin);
                var expected =
                    x < 0 || x >= rows * 3 ? ResampleCase.Untouched : source[(x / 3 * length * 3) + (y * 3) + (x % 3)];
                Assert.Equal(expected, target[i]);
            }
        }
    }
}
