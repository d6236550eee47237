using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>Repairs faults for which Skia rejects a file although all of its picture is there, and other decoders give it.</summary>
internal static class PhotoRepair
{
    /// <param name="file">A file whose header has been checked.</param>
    /// <param name="format">Its format.</param>
    /// <returns>The file itself, or what Skia decodes instead.</returns>
    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> file, PhotoFormat format) =>
        format switch
        {
            PhotoFormat.Png => WithoutBallast(file),
            PhotoFormat.Bmp => WithPixelOffset(file),
            _ => file,
        };

    // A PNG needs no IEND chunk, but if there is one, Skia refuses it for its checksum. Long chunks that are not of the
    // picture (texts, profiles, thumbnails) are left out: Skia takes them, but at a cost that grows with their square.
    private static ReadOnlySpan<byte> WithoutBallast(ReadOnlySpan<byte> file)
    {
        var chunks = new PngChunks(file);
        MemoryStream? copy = null;
        var (start, end) = (0, file.Length);
        while (chunks.TryNext() || chunks.TryCut())
        {
            if (chunks.IsEnd)
            {
                end = chunks.HasRightChecksum ? file.Length : chunks.Position;
                break;
            }

            if (!chunks.IsTooLong)
                continue;
            copy ??= new MemoryStream();
            copy.Write(file[start..chunks.Position]);
            start = chunks.Next;
        }

        if (copy is null)
            return file[..end];
        copy.Write(file[start..end]);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length);
    }

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
