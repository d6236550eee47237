using System.Buffers.Binary;
using System.Text;
using ClothesClassification.Inference.Tests.Hostile;
using ClothesClassification.Inference.Tests.Jpeg;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Writes Exif data with an orientation, in all the ways in which programs put it into photos.</summary>
internal static class ExifPhotos
{
    public const int Byte = 1;
    public const int Short = 3;
    public const int Long = 4;

    /// <summary>Exif data without an identifier: a TIFF header and a directory.</summary>
    /// <param name="orientation">The orientation, 1 to 8.</param>
    /// <param name="type">How the orientation is typed.</param>
    /// <param name="little">Whether the first byte of a number is its lowest.</param>
    /// <param name="gap">Bytes between the header and the directory.</param>
    public static byte[] Tiff(int orientation, int type = Short, bool little = false, int gap = 0)
    {
        var tiff = new byte[8 + gap + 2 + 24 + 4];
        (little ? "II"u8 : "MM"u8).CopyTo(tiff);
        Write16(2, 42);
        Write32(4, 8 + gap);
        var at = 8 + gap;
        Write16(at, 2);
        // The maker stands before the orientation.
        Write16(at + 2, 0x010F);
        Write16(at + 4, 2);
        Write32(at + 6, 4);
        Write16(at + 14, 0x0112);
        Write16(at + 16, type);
        Write32(at + 18, 1);
        if (type == Byte)
            tiff[at + 22] = (byte)orientation;
        else if (type == Short)
            Write16(at + 22, orientation);
        else
            Write32(at + 22, orientation);
        return tiff;

        void Write16(int offset, int value)
        {
            if (little)
                BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(offset), (ushort)value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(offset), (ushort)value);
        }

        void Write32(int offset, int value)
        {
            if (little)
                BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(offset), value);
            else
                BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(offset), value);
        }
    }

    /// <summary>Adds a segment behind the start of a JPEG.</summary>
    public static byte[] Jpeg(byte[] jpeg, byte[] tiff, byte[]? before = null)
    {
        List<byte> file = [.. jpeg[..2]];
        if (before is not null)
            TestJpeg.Segment(file, 0xE1, before);
        TestJpeg.Segment(file, 0xE1, [.. "Exif\0\0"u8, .. tiff]);
        return [.. file, .. jpeg[2..]];
    }

    /// <summary>Puts the picture of a WebP beside an EXIF chunk.</summary>
    public static byte[] WebP(byte[] webP, int width, int height, byte[] exif) =>
        HandmadeWebP.Of(
            HandmadeWebP.Canvas(HandmadeWebP.Exif, width, height),
            webP[12..],
            HandmadeWebP.Chunk("EXIF"u8, exif)
        );

    /// <summary>Adds a chunk behind the header of a PNG, or in front of its end.</summary>
    public static byte[] Png(byte[] png, byte[] chunk, bool last = false)
    {
        var at = last ? png.Length - 12 : 8 + 25;
        return [.. png[..at], .. chunk, .. png[at..]];
    }

    /// <summary>A raw profile as ImageMagick writes it.</summary>
    public static byte[] RawProfile(byte[] exif)
    {
        var lines = Convert.ToHexStringLower(exif).Chunk(72).Select(line => new string(line));
        return Encoding.ASCII.GetBytes($"\nexif\n{exif.Length, 8}\n{string.Join('\n', lines)}\n");
    }
}
