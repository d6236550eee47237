using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class DeinterleaverTests
{
    [Fact]
    public void Rows_of_any_length_become_planes_within_their_bounds()
    {
        GuardedMemory.Require();
        for (var length = 1; length < 200; length++)
        {
            using var rgba = GuardedMemory.Of(Noise.Bytes(4 * length, length), atEnd: true);
            using var red = new GuardedMemory(length, atEnd: true);
            using var green = new GuardedMemory(length, atEnd: true);
            using var blue = new GuardedMemory(length, atEnd: true);
            Deinterleaver.Run(rgba.Span, red.Span, green.Span, blue.Span);
            for (var i = 0; i < length; i++)
                Assert.Equal(
                    (rgba.Span[4 * i], rgba.Span[(4 * i) + 1], rgba.Span[(4 * i) + 2]),
                    (red.Span[i], green.Span[i], blue.Span[i])
                );
        }
    }

    [Fact]
    public void Rows_of_three_bytes_a_pixel_become_planes_within_their_bounds()
    {
        GuardedMemory.Require();
        for (var length = 1; length < 200; length++)
        {
            using var rgb = GuardedMemory.Of(Noise.Bytes(3 * length, length), atEnd: true);
            using var red = new GuardedMemory(length, atEnd: true);
            using var green = new GuardedMemory(length, atEnd: true);
            using var blue = new GuardedMemory(length, atEnd: true);
            Deinterleaver.RunRgb(rgb.Span, red.Span, green.Span, blue.Span);
            for (var i = 0; i < length; i++)
                Assert.Equal(
                    (rgb.Span[3 * i], rgb.Span[(3 * i) + 1], rgb.Span[(3 * i) + 2]),
                    (red.Span[i], green.Span[i], blue.Span[i])
                );
        }
    }
}
