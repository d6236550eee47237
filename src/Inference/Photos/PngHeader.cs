using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>A PNG's size, and the chunks in front of its data. Source: W3C, Portable Network Graphics (Third Edition), 5 and 11.</summary>
internal static class PngHeader
{
    /// <summary>Compressed texts, profiles and the like in front of the picture; each may inflate to 8 MB in libpng.</summary>
    public const int MaxCompressed = 100;

    private const int Signature = 8;
    private const int HeaderLength = 13;

    public static void Check(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        var chunk = PhotoHeader.Part(file, Signature, 8);
        if (BinaryPrimitives.ReadUInt32BigEndian(chunk) != HeaderLength || !chunk[4..].SequenceEqual("IHDR"u8))
            throw PhotoHeader.Unreadable();
        var header = PhotoHeader.Part(file, Signature + 8, HeaderLength);
        var width = BinaryPrimitives.ReadUInt32BigEndian(header);
        var height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        limits.CheckSize(
            (int)Math.Min(width, int.MaxValue),
            (int)Math.Min(height, int.MaxValue),
            PhotoLimits.BytesPerPixel + (header[12] == 0 ? 0 : BytesPerPixel(header[8], header[9]))
        );
        CheckChunks(file);
    }

    // Up to the end, or to where the file makes no sense any more: then the decoder will say so.
    private static void CheckChunks(ReadOnlySpan<byte> file)
    {
        var compressed = 0;
        var hasPicture = false;
        var chunks = new PngChunks(file);
        while (chunks.TryNext() || chunks.TryCut())
        {
            if (chunks.IsCritical && chunks.IsTooLong)
                throw PhotoHeader.Unreadable();
            if (chunks.IsEnd)
                return;
            hasPicture |= chunks.IsPicture;
            if (hasPicture)
                continue;
            var type = chunks.Type;
            var isCompressed =
                type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("iCCP"u8);
            if (isCompressed && ++compressed > MaxCompressed)
                throw new CorruptPhotoException($"there are more than {MaxCompressed} texts in front of its picture.");
        }
    }

    // An interlaced picture is kept as it is stored until its last pass has come, beside the decoded one; see table 8.
    private static int BytesPerPixel(byte bits, byte kind)
    {
        var channels = kind switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        return channels * Math.Max(1, bits / 8);
    }
}
