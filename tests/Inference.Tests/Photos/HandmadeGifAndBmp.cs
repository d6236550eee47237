using System.Buffers.Binary;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Writes GIF and BMP files of one colour.</summary>
internal static class HandmadeGifAndBmp
{
    /// <summary>A GIF whose frames have one colour each.</summary>
    public static byte[] Gif(int width, int height, params (byte Red, byte Green, byte Blue)[] frames)
    {
        List<byte> file =
        [
            .. "GIF89a"u8,
            (byte)width,
            (byte)(width >> 8),
            (byte)height,
            (byte)(height >> 8),
            0x81, // a global table of 4 colours
            0,
            0,
        ];
        for (var i = 0; i < 4; i++)
            file.AddRange(i < frames.Length ? [frames[i].Red, frames[i].Green, frames[i].Blue] : [0, 0, 0]);
        for (var i = 0; i < frames.Length; i++)
        {
            file.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0]); // shown for a tenth of a second
            file.AddRange([0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0]);
            file.Add(2); // codes of 2 bits for pixels, 3 for all
            file.AddRange(Blocks(width * height, (byte)i));
        }

        file.Add(0x3B);
        return [.. file];
    }

    /// <summary>A BMP of 24 bits a pixel.</summary>
    public static byte[] Bmp(int width, int height, byte red, byte green, byte blue)
    {
        var stride = ((width * 3) + 3) & ~3;
        var file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                new[] { blue, green, red }.CopyTo(file, 54 + (y * stride) + (x * 3));
        }

        return file;
    }

    // LZW without compression: a clear code (4) before every second pixel keeps all codes at 3 bits.
    private static List<byte> Blocks(int pixels, byte color)
    {
        List<bool> bits = [];
        for (var i = 0; i < pixels; i++)
        {
            if (i % 2 == 0)
                Append(bits, 4);
            Append(bits, color);
        }

        Append(bits, 5); // end
        List<byte> data = [];
        for (var i = 0; i < bits.Count; i += 8)
        {
            var value = 0;
            for (var k = 0; k < 8 && i + k < bits.Count; k++)
                value |= (bits[i + k] ? 1 : 0) << k;
            data.Add((byte)value);
        }

        List<byte> blocks = [];
        foreach (var chunk in data.Chunk(255))
        {
            blocks.Add((byte)chunk.Length);
            blocks.AddRange(chunk);
        }

        blocks.Add(0);
        return blocks;
    }

    private static void Append(List<bool> bits, int code)
    {
        for (var i = 0; i < 3; i++)
            bits.Add(((code >> i) & 1) != 0);
    }
}
