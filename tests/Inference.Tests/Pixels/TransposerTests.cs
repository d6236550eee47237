using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class TransposerTests
{
    // Widths of one, two and four tiles, and what is left beside them.
    [Theory]
    [InlineData(16, 16)]
    [InlineData(48, 32)]
    [InlineData(64, 16)]
    [InlineData(112, 48)]
    [InlineData(224, 400)]
    public void Rows_become_columns_within_their_bounds(int columns, int rows)
    {
        GuardedMemory.Require();
        using var source = GuardedMemory.Of(Noise.Bytes(columns * rows, rows), atEnd: true);
        using var target = new GuardedMemory(columns * rows, atEnd: true);
        Transposer.Run(source.Span, columns, rows, target.Span);
        for (var i = 0; i < columns * rows; i++)
            Assert.Equal(source.Span[i], target.Span[(i % columns * rows) + (i / columns)]);
    }

    [Theory]
    [InlineData(15, 16)]
    [InlineData(16, 17)]
    public void Parts_of_tiles_are_refused(int columns, int rows) =>
        Assert.Throws<ArgumentException>(() => Transposer.Run(new byte[512], columns, rows, new byte[512]));
}
