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
    public static byte[] File(int width, int height, byte bitDepth, byte colorType, byte[] rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitDepth, colorType);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR"u8, header),
            .. Chunk("IDAT"u8, data.ToArray()),
            .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
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
