using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>A WebP's size. Source: RFC 9649, sections 2 and 3.4, and RFC 6386, section 9.1.</summary>
internal static class WebPHeader
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;

    public static void Check(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        var kind = PhotoHeader.Part(file, FirstChunk, 4);
        const int data = FirstChunk + ChunkHeader;
        if (kind.SequenceEqual("VP8X"u8))
        {
            var canvas = PhotoHeader.Part(file, data, 10);
            limits.CheckSize(1 + Number24(canvas[4..]), 1 + Number24(canvas[7..]));
        }
        else if (kind.SequenceEqual("VP8L"u8))
        {
            // A byte of signature, then 14 bits each.
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(PhotoHeader.Part(file, data, 5)[1..]);
            limits.CheckSize(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }
        else if (kind.SequenceEqual("VP8 "u8))
        {
            // A tag and a start code of 3 bytes each; the upper 2 of 16 bits ask for enlarging.
            var frame = PhotoHeader.Part(file, data, 10);
            limits.CheckSize(
                BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF
            );
        }
        else
        {
            throw PhotoHeader.Unreadable();
        }
    }

    private static int Number24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
