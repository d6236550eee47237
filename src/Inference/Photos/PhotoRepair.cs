using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>Repairs faults for which Skia rejects a file although all of its picture is there, and other decoders give it.</summary>
internal static class PhotoRepair
{
    /// <param name="file">A file whose header has been checked.</param>
    /// <param name="format">Its format.</param>
    /// <returns>The file itself, or what Skia decodes instead.</returns>
    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> file, PhotoFormat format) =>
        format == PhotoFormat.Bmp ? WithPixelOffset(file) : file;

    private static ReadOnlySpan<byte> WithPixelOffset(ReadOnlySpan<byte> file)
    {
        var offset = BmpHeader.FindPixels(file);
        if (offset == BinaryPrimitives.ReadUInt32LittleEndian(file[BmpHeader.OffsetPlace..]))
            return file;
        var copy = file.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(BmpHeader.OffsetPlace), offset);
        return copy;
    }
}
