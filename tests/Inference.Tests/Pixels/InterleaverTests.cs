using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class InterleaverTests
{
    [Fact]
    public void Rows_of_any_length_become_pixels()
    {
        for (var length = 1; length < 80; length++)
        {
            var (red, green, blue) = (Noise.Bytes(length, length), Noise.Bytes(length, 1), Noise.Bytes(length, 2));
            var rgb = new byte[3 * length];
            Interleaver.Run(red, green, blue, rgb);
            Assert.Equal(Enumerable.Range(0, length).SelectMany(i => new[] { red[i], green[i], blue[i] }), rgb);
        }
    }
}
