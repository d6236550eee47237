using System.Buffers.Binary;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>Writes BMP files with a colour table, and with headers that lie.</summary>
internal static class HandmadeBmp
{
    private const int HeaderLength = 54;

    public static byte[] Palette(int width, int height) =>
        Of(width, height, bits: 8, compression: 0, colors: 4, new byte[((width + 3) & ~3) * height]);

    /// <summary>Run-length encoded: each row a run of one colour and the end of the row.</summary>
    public static byte[] RunLength(int width, int height) =>
        Of(
            width,
            height,
            bits: 8,
            compression: 1,
            colors: 4,
            [.. Enumerable.Range(0, height).SelectMany(y => new byte[] { (byte)width, (byte)(y % 4), 0, 0 }), 0, 1]
        );

    /// <summary>Says that the pixels begin at 0, as some programs do.</summary>
    public static byte[] WithoutOffset(byte[] bmp)
    {
        byte[] file = [.. bmp];
        file.AsSpan(10, 4).Clear();
        return file;
    }

    public static byte[] Of(int width, int height, int bits, int compression, uint colors, byte[] data)
    {
        var table = (int)Math.Min(colors, 256) * 4;
        var file = new byte[HeaderLength + table + data.Length];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), HeaderLength + table);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        (file[26], file[28], file[30]) = (1, (byte)bits, (byte)compression);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(46), colors);
        for (var i = 0; i < table; i++)
            file[HeaderLength + i] = (byte)(i * 37);
        data.CopyTo(file, HeaderLength + table);
        return file;
    }
}
