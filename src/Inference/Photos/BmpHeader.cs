using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>A bitmap's size. Source: Microsoft, BITMAPCOREHEADER and BITMAPINFOHEADER.</summary>
internal static class BmpHeader
{
    private const int FileHeaderLength = 14;
    private const int CoreLength = 12;

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
}
