using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Png;

/// <summary>A PNG's header. Source: W3C, Portable Network Graphics (Third Edition), 11.2.1.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bits">Bits of a sample; of a palette's index.</param>
/// <param name="Kind">What a pixel is.</param>
/// <param name="IsInterlaced">Whether the picture comes in the seven passes of <see cref="Adam7"/>.</param>
internal readonly record struct PngHeader(int Width, int Height, int Bits, PngKind Kind, bool IsInterlaced)
{
    private const int Length = 13;

    /// <summary>Pixels of a row, whatever limits there are: a strip of them has to fit into a span.</summary>
    private const int MaxWidth = 1 << 23;

    /// <summary>Bits of a pixel.</summary>
    public int PixelBits => Bits * Channels;

    /// <summary>Bytes from a sample to that of the pixel before it, as filters count them.</summary>
    public int PixelBytes => Math.Max(1, PixelBits / 8);

    /// <summary>Whether each pixel has its own alpha.</summary>
    public bool HasAlpha => Kind is PngKind.GrayAlpha or PngKind.Rgba;

    private int Channels =>
        Kind switch
        {
            PngKind.Rgb => 3,
            PngKind.GrayAlpha => 2,
            PngKind.Rgba => 4,
            _ => 1,
        };

    /// <summary>Bytes of a row without that for its filter.</summary>
    public int RowBytes(int width) => (int)((((long)width * PixelBits) + 7) / 8);

    /// <summary>Reads the header from the first chunk.</summary>
    /// <exception cref="PhotoException">It cannot be read, or asks for too much.</exception>
    public static PngHeader Read(in PngChunks chunks, PhotoLimits limits)
    {
        var data = chunks.Data;
        if (!chunks.Type.SequenceEqual("IHDR"u8) || data.Length != Length)
            throw PngErrors.Header();
        if (!chunks.HasRightChecksum)
            throw PngErrors.Checksum();
        // A number of 32 bits, or too large for any limit.
        var width = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(data), int.MaxValue);
        var height = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(data[4..]), int.MaxValue);
        limits.CheckSize(width, height);
        var header = new PngHeader(width, height, data[8], (PngKind)data[9], data[12] == 1);
        if (!header.IsValid || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw PngErrors.Header();
        return width <= MaxWidth ? header : throw new PhotoTooLargeException(PhotoLimit.Side, width, MaxWidth);
    }

    private bool IsValid =>
        Kind switch
        {
            PngKind.Gray => Bits is 1 or 2 or 4 or 8 or 16,
            PngKind.Palette => Bits is 1 or 2 or 4 or 8,
            PngKind.Rgb or PngKind.GrayAlpha or PngKind.Rgba => Bits is 8 or 16,
            _ => false,
        };
}

/// <summary>What a pixel of a PNG is; the values are the file's.</summary>
internal enum PngKind : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
