using System.Buffers.Binary;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Photos;

/// <summary>Finds the EXIF chunk of a WebP. Source: RFC 9649, sections 2.3 and 2.7.</summary>
internal static class WebPExif
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;

    /// <summary>Bit of the extended header that says that there is such a chunk. Decoders ignore the chunk without it.</summary>
    private const byte Flag = 0x08;

    public static Orientation? ReadOrientation(ReadOnlySpan<byte> file)
    {
        if (file.Length <= FirstChunk + ChunkHeader || !file[FirstChunk..].StartsWith("VP8X"u8))
            return null;
        if ((file[FirstChunk + ChunkHeader] & Flag) == 0)
            return null;
        for (long position = FirstChunk; position + ChunkHeader <= file.Length; )
        {
            var chunk = file[(int)position..];
            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("EXIF"u8))
                return ExifOrientation.ReadChunk(
                    chunk[ChunkHeader..][..(int)Math.Min(length, chunk.Length - ChunkHeader)]
                );
            // Chunks are padded to an even length.
            position += ChunkHeader + length + (length & 1);
        }

        return null;
    }
}
