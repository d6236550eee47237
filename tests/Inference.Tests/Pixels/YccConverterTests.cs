using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class YccConverterTests
{
    [Fact]
    public void Colors_of_rows_of_any_length_are_rounded_to_nearest()
    {
        for (var length = 1; length < 80; length++)
        {
            var (y, cb, cr) = (Noise.Bytes(length, length), Noise.Bytes(length, 1), Noise.Bytes(length, 2 * length));
            var rgb = new byte[3 * length];
            YccConverter.Run(y, cb, cr, rgb);
            for (var i = 0; i < length; i++)
            {
                var (blue, red) = (cb[i] - 128, cr[i] - 128);
                double[] exact =
                [
                    y[i] + (1.402 * red),
                    y[i] - (0.344136 * blue) - (0.714136 * red),
                    y[i] + (1.772 * blue),
                ];
                for (var color = 0; color < 3; color++)
                    Assert.InRange(rgb[(3 * i) + color] - Math.Clamp(exact[color], 0, 255), -0.52, 0.52);
            }
        }
    }
}
