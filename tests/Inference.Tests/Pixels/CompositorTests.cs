using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Png;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class CompositorTests
{
    [Fact]
    public void Every_colour_and_alpha_is_rounded_to_nearest()
    {
        foreach (var background in new BackgroundColor[] { new(255, 255, 255), new(0, 0, 0), new(7, 130, 251) })
        {
            for (var alpha = 0; alpha < 256; alpha++)
            {
                byte[] rgba =
                [
                    .. Enumerable
                        .Range(0, 256)
                        .SelectMany(c => (byte[])[(byte)c, (byte)(c ^ 85), (byte)~c, (byte)alpha]),
                ];
                // All lengths up to a vector, too.
                for (var pixels = 256; pixels > 256 - 5; pixels--)
                    AssertSame(rgba[..(4 * pixels)], background);
            }
        }
    }

    [Fact]
    public void Opaque_pixels_beside_others_stay_what_they_are()
    {
        var rgba = Noise.Bytes(4 * 1000, 1);
        for (var i = 3; i < rgba.Length; i += 4)
            rgba[i] = (byte)(rgba[i] < 128 ? 255 : rgba[i]);
        AssertSame(rgba, new BackgroundColor(1, 2, 3));
    }

    private static void AssertSame(byte[] rgba, BackgroundColor background)
    {
        var opaque = new byte[rgba.Length];
        Compositor.Run(rgba, background, opaque);
        var expected = PngHarness.Opaque(rgba, background);
        for (var i = 0; i < opaque.Length; i++)
        {
            if (opaque[i] != (i % 4 == 3 ? 255 : expected[(i / 4 * 3) + (i % 4)]))
                Assert.Fail($"Byte {i}: {opaque[i]}");
        }

        Compositor.Run(rgba, background, rgba);
        Assert.Equal(opaque, rgba);
    }
}
