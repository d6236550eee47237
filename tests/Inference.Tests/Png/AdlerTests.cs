using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Png;

public sealed class AdlerTests
{
    [Fact]
    public void Is_that_of_the_specification_for_any_length_in_any_parts()
    {
        for (var length = 0; length < 20_000; length += 1 + (length / 3))
        {
            // The largest bytes make the largest sums.
            foreach (var bytes in new[] { Noise.Bytes(length, length), [.. Enumerable.Repeat((byte)255, length)] })
            {
                foreach (var part in new[] { 1, 15, 255, 256, 257, 6_000, 100_000 })
                {
                    var adler = new Adler();
                    foreach (var piece in bytes.Chunk(part))
                        adler.Add(piece);
                    Assert.Equal(Expected(bytes), adler.Value);
                }
            }
        }
    }

    private static uint Expected(byte[] bytes)
    {
        var (sum, sums) = (1u, 0u);
        foreach (var b in bytes)
        {
            sum = (sum + b) % 65521;
            sums = (sums + sum) % 65521;
        }

        return (sums << 16) | sum;
    }
}
