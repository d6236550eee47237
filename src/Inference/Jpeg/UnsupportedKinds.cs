using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>The kinds of JPEG that neither this decoder nor Skia decodes, by their frame header (ITU-T T.81, table B.1).</summary>
internal static class UnsupportedKinds
{
    private const int LongPrecision = 12;

    /// <exception cref="UnsupportedPhotoFormatException">The frame is of one of those kinds.</exception>
    public static void Check(byte marker, ReadOnlySpan<byte> segment)
    {
        if (Name(marker) is { } name)
            throw new UnsupportedPhotoFormatException(name);
        if (segment[0] == LongPrecision)
            throw new UnsupportedPhotoFormatException("12-bit JPEG");
        // The height follows the first scan, in a marker of its own.
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (height == 0 && width > 0)
            throw new UnsupportedPhotoFormatException("JPEG without a height in its header (DNL)");
    }

    private static string? Name(byte marker) =>
        marker switch
        {
            0xC3 or 0xCB => "lossless JPEG",
            0xC5 or 0xC6 or 0xC7 or 0xCD or 0xCE or 0xCF or Markers.HierarchicalProgression => "hierarchical JPEG",
            Markers.JpegLs => "JPEG-LS",
            _ => null,
        };
}
