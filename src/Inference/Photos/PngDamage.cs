using System.IO.Compression;

namespace ClothesClassification.Inference.Photos;

/// <summary>Finds what is wrong with a PNG that Skia did not decode.</summary>
internal static class PngDamage
{
    /// <summary>Inflated at most: more than any picture within the limits takes, and less than some files would.</summary>
    private const long MaxInflated = 512L << 20;

    /// <returns>null where nothing is found.</returns>
    public static CorruptPhotoException? Find(ReadOnlySpan<byte> file)
    {
        using var data = new MemoryStream();
        var chunks = new PngChunks(file);
        var ended = false;
        while (!ended && chunks.TryNext())
        {
            ended = chunks.IsEnd;
            // Nothing of the picture depends on the checksum of the end, or of what a decoder may ignore.
            if (chunks.IsCritical && !ended && !chunks.HasRightChecksum)
                return new CorruptPhotoException("the checksum of one of its chunks is wrong.");
            if (chunks.IsPicture)
                data.Write(chunks.Data);
        }

        return FindInData(data, ended);
    }

    private static CorruptPhotoException? FindInData(MemoryStream data, bool ended)
    {
        if (Inflates(data, raw: false))
            return null;
        // Without the 2 bytes of header and the checksum behind it, the same data is a deflate stream.
        if (data.Length > 2 && Inflates(data, raw: true))
            return new CorruptPhotoException("the checksum of its compressed data is wrong.");
        return ended ? new CorruptPhotoException("its compressed data cannot be read.") : null;
    }

    private static bool Inflates(MemoryStream data, bool raw)
    {
        data.Position = raw ? 2 : 0;
        using Stream inflater = raw
            ? new DeflateStream(data, CompressionMode.Decompress, leaveOpen: true)
            : new ZLibStream(data, CompressionMode.Decompress, leaveOpen: true);
        var part = new byte[64 * 1024];
        var total = 0L;
        try
        {
            int read;
            while ((read = inflater.Read(part)) > 0 && total < MaxInflated)
                total += read;
            return true;
        }
        // A stream that asks for a dictionary ends in an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }
}
