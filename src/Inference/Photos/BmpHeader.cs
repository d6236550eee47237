using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>A bitmap's size. Source: Microsoft, BITMAPCOREHEADER and BITMAPINFOHEADER.</summary>
internal static class BmpHeader
{
    private const int FileHeaderLength = 14;
    private const int CoreLength = 12;
    private const int InfoLength = 40;
    private const int BitFields = 3;
    private const int AlphaBitFields = 6;

    /// <summary>Where the file says where its pixels begin.</summary>
    public const int OffsetPlace = 10;

    // BITMAPV5HEADER; no later one has been made.
    private const int MaxHeaderLength = 124;

    public static void Check(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(PhotoHeader.Part(file, FileHeaderLength, 4));
        if (length is < CoreLength or > MaxHeaderLength)
            throw PhotoHeader.Unreadable();
        var size = PhotoHeader.Part(file, FileHeaderLength + 4, 8);
        if (length == CoreLength)
        {
            limits.CheckSize(
                BinaryPrimitives.ReadUInt16LittleEndian(size),
                BinaryPrimitives.ReadUInt16LittleEndian(size[2..])
            );
            return;
        }

        var width = BinaryPrimitives.ReadInt32LittleEndian(size);
        // Below 0 where the rows run from the top down.
        var height = BinaryPrimitives.ReadInt32LittleEndian(size[4..]);
        limits.CheckSize(width, height == int.MinValue ? int.MaxValue : Math.Abs(height));
    }

    /// <summary>
    /// Where the pixels begin. Some programs leave the offset 0; the pixels then follow the colour table, as other decoders
    /// take it.
    /// </summary>
    /// <param name="file">A file whose header has been checked.</param>
    public static uint FindPixels(ReadOnlySpan<byte> file)
    {
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(file[OffsetPlace..]);
        if (offset != 0)
            return offset;
        var header = file[FileHeaderLength..];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (length == CoreLength)
            return FileHeaderLength + length + TableLength(PhotoHeader.Part(header, 10, 2)[0], 0, 3);
        var more = PhotoHeader.Part(header, 14, 22);
        var compression = BinaryPrimitives.ReadUInt32LittleEndian(more[2..]);
        var colors = BinaryPrimitives.ReadUInt32LittleEndian(more[18..]);
        var masks =
            length != InfoLength ? 0u
            : compression == BitFields ? 12u
            : compression == AlphaBitFields ? 16u
            : 0u;
        return FileHeaderLength + length + masks + TableLength(more[0], colors, 4);
    }

    private static uint TableLength(byte bits, uint colors, uint bytesPerColor)
    {
        if (bits > 8)
            return 0;
        var all = 1u << bits;
        return bytesPerColor * (colors == 0 || colors > all ? all : colors);
    }
}
