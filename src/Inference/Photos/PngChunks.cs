using System.Buffers.Binary;

namespace ClothesClassification.Inference.Photos;

/// <summary>
/// Walks over the chunks of a PNG, up to where the file makes no sense any more. Source: W3C, Portable Network Graphics
/// (Third Edition), 5.3.
/// </summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    /// <summary>
    /// Data of a chunk, other than of the picture, that is left to Skia at most. It takes a longer one in pieces of 4 KB, and
    /// copies all that it has for each of them: 10 MB keep it busy for a minute.
    /// </summary>
    public const int MaxLength = 64 * 1024;

    private const int Signature = 8;
    private const int Overhead = 12;
    private readonly ReadOnlySpan<byte> file = file;
    private ReadOnlySpan<byte> chunk;

    /// <summary>Where the chunk begins.</summary>
    public int Position { get; private set; } = Signature;

    /// <summary>Where the next chunk begins.</summary>
    public readonly int Next => Position + chunk.Length;

    /// <summary>The chunk's type: four letters.</summary>
    public readonly ReadOnlySpan<byte> Type => chunk.Slice(4, 4);

    public readonly ReadOnlySpan<byte> Data => chunk[8..^4];

    /// <summary>Whether no decoder may ignore the chunk.</summary>
    public readonly bool IsCritical => (chunk[4] & 0x20) == 0;

    public readonly bool HasRightChecksum =>
        PngChecksum.Compute(chunk[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]);

    public readonly bool IsPicture => Type.SequenceEqual("IDAT"u8);

    public readonly bool IsEnd => Type.SequenceEqual("IEND"u8);

    /// <summary>Whether the chunk takes too long in Skia; see <see cref="MaxLength"/>.</summary>
    public readonly bool IsTooLong => chunk.Length - Overhead > MaxLength && !IsPicture;

    /// <summary>Steps to the next chunk that the file has to its end.</summary>
    public bool TryNext()
    {
        Position = Math.Min(Position + chunk.Length, file.Length);
        var rest = file[Position..];
        chunk = [];
        if (rest.Length < Overhead)
            return false;
        var length = Overhead + (long)BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length)
            return false;
        chunk = rest[..(int)length];
        return true;
    }

    /// <summary>Steps to the rest of a truncated chunk; its data and checksum are of no use.</summary>
    public bool TryCut()
    {
        // The next step of either kind then finds nothing.
        chunk = file[Position..];
        return chunk.Length >= Overhead;
    }
}
