using System.Buffers.Binary;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Photos;

/// <summary>
/// Finds the orientation in Exif data (CIPA DC-008, 4.5 and 4.6): a TIFF header, an offset to the first directory,
/// entries of 12 bytes. What cannot be read is ignored, as the picture can still be decoded.
/// </summary>
internal static class ExifOrientation
{
    private const int EntryBytes = 12;
    private const int Tag = 0x0112;

    /// <summary>Reads Exif data that must begin with its identifier, as in an APP1 segment of a JPEG.</summary>
    /// <returns>The orientation; null where there is none, or none of 1 to 8.</returns>
    public static Orientation? ReadSegment(ReadOnlySpan<byte> segment) =>
        HasIdentifier(segment) ? ReadTiff(segment[6..]) : null;

    /// <summary>
    /// Reads Exif data that should begin with its TIFF header, as in a chunk of a PNG or a WebP: many programs copy the
    /// identifier of a JPEG's segment into the chunk, too.
    /// </summary>
    /// <inheritdoc cref="ReadSegment"/>
    public static Orientation? ReadChunk(ReadOnlySpan<byte> chunk) =>
        ReadTiff(HasIdentifier(chunk) ? chunk[6..] : chunk);

    // The sixth byte is padding, and is not always 0.
    private static bool HasIdentifier(ReadOnlySpan<byte> data) => data.Length >= 6 && data.StartsWith("Exif\0"u8);

    private static Orientation? ReadTiff(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!little && !tiff.StartsWith("MM\0*"u8)))
            return null;
        var offset = U32(tiff[4..], little);
        if (offset > tiff.Length - 2)
            return null;
        var entries = tiff[(int)offset..];
        var count = Math.Min(U16(entries, little), (entries.Length - 2) / EntryBytes);
        for (entries = entries[2..]; count > 0; count--, entries = entries[EntryBytes..])
        {
            if (U16(entries, little) != Tag || U32(entries[4..], little) != 1)
                continue;
            var value = Value(U16(entries[2..], little), entries.Slice(8, 4), little);
            if (value is >= (int)Orientation.TopLeft and <= (int)Orientation.LeftBottom)
                return (Orientation)value;
        }

        return null;
    }

    // It should be a SHORT; some programs write it as a BYTE or a LONG.
    private static uint Value(uint type, ReadOnlySpan<byte> data, bool little) =>
        type switch
        {
            1 => data[0],
            3 => U16(data, little),
            4 => U32(data, little),
            _ => 0,
        };

    private static ushort U16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
