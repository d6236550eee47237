using System.Buffers.Binary;
using System.IO.Compression;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Writes PNG files that no encoder here writes: 16 bits a channel, or a header that lies.</summary>
internal static class HandmadePng
{
    public const byte Grey = 0;
    public const byte Rgb = 2;

    /// <summary>A picture of one value in every sample.</summary>
    public static byte[] Plain(int width, int height, byte bitDepth, byte colorType, params ushort[] samples)
    {
        using var rows = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            rows.WriteByte(0); // no filter
            for (var x = 0; x < width; x++)
            {
                foreach (var sample in samples)
                {
                    if (bitDepth == 16)
                        rows.WriteByte((byte)(sample >> 8));
                    rows.WriteByte((byte)sample);
                }
            }
        }

        return File(width, height, bitDepth, colorType, rows.ToArray());
    }

    /// <summary>A header of any size in front of given rows.</summary>
    public static byte[] File(int width, int height, byte bitDepth, byte colorType, byte[] rows) =>
        Of(Header(width, height, bitDepth, colorType), Chunk("IDAT"u8, Compress(rows)));

    /// <summary>Chunks between the signature and the end.</summary>
    public static byte[] Of(params byte[][] chunks) =>
        [0x89, .. "PNG\r\n\u001a\n"u8, .. chunks.SelectMany(c => c), .. Chunk("IEND"u8, [])];

    public static byte[] Header(int width, int height, byte bitDepth, byte colorType, bool interlaced = false)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bitDepth, colorType, interlaced ? (byte)1 : (byte)0);
        return Chunk("IHDR"u8, header);
    }

    public static byte[] Compress(byte[] bytes)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(bytes);
        return data.ToArray();
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    /// <summary>Makes the check sums of all chunks right, so that a decoder looks at what is in them.</summary>
    public static void Repair(byte[] file)
    {
        var position = 8L;
        while (position + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)position));
            if (position + 12 + length > file.Length)
                return;
            var (start, end) = ((int)position + 4, (int)(position + 8 + length));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(end), Crc(file.AsSpan(start, end - start)));
            position = end + 4;
        }
    }

    // CRC-32 of ISO 3309, as PNG asks.
    private static uint Crc(ReadOnlySpan<byte> bytes)
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
