using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class RgbWriterTests
{
    [Fact]
    public void A_row_loses_its_fourth_bytes_and_nothing_behind_it_is_touched()
    {
        for (var pixels = 0; pixels <= 70; pixels++)
        {
            var rgba = Noise.Bytes(pixels * 4, pixels + 1);
            var rgb = new byte[(pixels * 3) + 20];
            rgb.AsSpan().Fill(ResampleCase.Untouched);
            RgbWriter.Write(rgba, rgb.AsSpan(0, pixels * 3));
            Assert.Equal(WithoutFourths(rgba), rgb[..(pixels * 3)]);
            Assert.All(rgb[(pixels * 3)..], b => Assert.Equal(ResampleCase.Untouched, b));
        }
    }

    [Fact]
    public void A_column_loses_its_fourth_bytes_and_nothing_beside_it_is_touched()
    {
        const int Width = 5;
        for (var pixels = 0; pixels <= 20; pixels++)
        {
            var rgba = Noise.Bytes(pixels * 4, pixels + 1);
            var rgb = new byte[pixels * Width * 3];
            rgb.AsSpan().Fill(ResampleCase.Untouched);
            RgbWriter.WriteColumn(rgba, rgb.AsSpan(Math.Min(6, rgb.Length)), Width * 3);
            var expected = WithoutFourths(rgba);
            for (var i = 0; i < rgb.Length; i++)
            {
                var (y, x) = (i / (Width * 3), i % (Width * 3));
                Assert.Equal(x is >= 6 and < 9 ? expected[(y * 3) + x - 6] : ResampleCase.Untouched, rgb[i]);
            }
        }
    }

    private static byte[] WithoutFourths(byte[] rgba) => [.. rgba.Where((_, i) => i % 4 != 3)];
}
