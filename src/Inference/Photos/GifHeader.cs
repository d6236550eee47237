using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>The first picture's size in a GIF. Source: Graphics Interchange Format, version 89a, sections 18 to 26.</summary>
internal static class GifHeader
{
    private const int ScreenLength = 13;
    private const byte Extension = 0x21;
    private const byte Picture = 0x2C;
    private const int PictureLength = 9;

    public static void Check(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        var screen = PhotoHeader.Part(file, 0, ScreenLength);
        var (width, height) = (Number(screen[6..]), Number(screen[8..]));
        var position = ScreenLength + TableLength(screen[10]);
        while (true)
        {
            var kind = PhotoHeader.Part(file, position, 1)[0];
            position++;
            if (kind == Picture)
                break;
            if (kind != Extension)
                throw PhotoHeader.Unreadable();
            position = SkipExtension(file, position + 1);
        }

        // A picture that reaches over the edge of the screen makes decoders enlarge it.
        var picture = PhotoHeader.Part(file, position, PictureLength);
        limits.CheckSize(
            Math.Max(width, Number(picture) + Number(picture[4..])),
            Math.Max(height, Number(picture[2..]) + Number(picture[6..]))
        );
    }

    private static int SkipExtension(ReadOnlySpan<byte> file, int position)
    {
        while (true)
        {
            var length = PhotoHeader.Part(file, position, 1)[0];
            position += 1 + length;
            if (length == 0)
                return position;
        }
    }

    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
