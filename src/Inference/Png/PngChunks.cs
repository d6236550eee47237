using System.Buffers.Binary;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// Walks over the chunks of a PNG, up to where the file makes no sense any more. Source: W3C, Portable Network Graphics
/// (Third Edition), 5.3.
/// </summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    private const int Signature = 8;
    private const int Overhead = 12;
    private readonly ReadOnlySpan<byte> file = file;
    private ReadOnlySpan<byte> chunk;
    private int position = Signature;

    /// <summary>The chunk's type: four letters.</summary>
    public readonly ReadOnlySpan<byte> Type => chunk.Slice(4, 4);

    public readonly ReadOnlySpan<byte> Data => chunk[8..^4];

    /// <summary>Whether no decoder may ignore the chunk.</summary>
    public readonly bool IsCritical => (chunk[4] & 0x20) == 0;

    public readonly bool HasRightChecksum =>
        PngChecksum.Compute(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]);

    public readonly bool IsPicture => Type.SequenceEqual("IDAT"u8);

    public readonly bool IsEnd => Type.SequenceEqual("IEND"u8);

    /// <summary>Steps to the next chunk that the file has to its end.</summary>
    public bool TryNext()
    {
        position = Math.Min(position + chunk.Length, file.Length);
        var rest = file[position..];
        chunk = [];
        if (rest.Length < Overhead)
            return false;
        var length = Overhead + (long)BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length)
            return false;
        chunk = rest[..(int)length];
        return true;
    }
}
