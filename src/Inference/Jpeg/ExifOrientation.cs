using System.Buffers.Binary;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Finds the orientation in an Exif segment (CIPA DC-008, 4.5 and 4.6): a TIFF header, an offset to the first directory,
/// entries of 12 bytes. What cannot be read is ignored, as the picture can still be decoded.
/// </summary>
internal static class ExifOrientation
{
    private const int EntryBytes = 12;
    private const int Tag = 0x0112;
    private const int Short = 3;

    /// <param name="segment">The data of an APP1 segment.</param>
    /// <returns>The orientation; null where there is none, or none of 1 to 8.</returns>
    public static Orientation? Read(ReadOnlySpan<byte> segment)
    {
        // The sixth byte is padding, and is not always 0.
        if (segment.Length < 14 || !segment.StartsWith("Exif\0"u8))
            return null;
        var tiff = segment[6..];
        var little = tiff.StartsWith("II*\0"u8);
        if (!little && !tiff.StartsWith("MM\0*"u8))
            return null;
        var offset = U32(tiff[4..], little);
        if (offset > tiff.Length - 2)
            return null;
        var entries = tiff[(int)offset..];
        var count = Math.Min(U16(entries, little), (entries.Length - 2) / EntryBytes);
        for (entries = entries[2..]; count > 0; count--, entries = entries[EntryBytes..])
        {
            if (U16(entries, little) != Tag || U16(entries[2..], little) != Short || U32(entries[4..], little) != 1)
                continue;
            var value = U16(entries[8..], little);
            if (value is >= (int)Orientation.TopLeft and <= (int)Orientation.LeftBottom)
                return (Orientation)value;
        }

        return null;
    }

    private static int U16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
