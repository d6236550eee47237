using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Png;

public sealed class PngChecksumTests
{
    [Fact]
    public void Is_that_of_the_specification_for_any_length()
    {
        GuardedMemory.Require();
        for (var length = 0; length < 400; length++)
        {
            using var bytes = GuardedMemory.Of(Noise.Bytes(length, length), atEnd: length % 2 == 0);
            Assert.Equal(Expected(bytes.Span), PngChecksum.Compute(bytes.Span));
        }

        // The check value that catalogues of checksums give.
        Assert.Equal(0xCBF43926, PngChecksum.Compute("123456789"u8));
    }

    private static uint Expected(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
