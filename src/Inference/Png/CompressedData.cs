using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// The pieces of a compressed stream, one behind the other, and the bits that have been read ahead: the next one is the lowest.
/// </summary>
internal ref struct CompressedData
{
    private PngChunks chunks;
    private readonly bool isPicture;

    /// <summary>Data in one piece.</summary>
    public CompressedData(ReadOnlySpan<byte> data) => Piece = data;

    /// <summary>Data of a picture.</summary>
    /// <param name="chunks">At the first chunk of the picture. The stream ends at the first one that is none.</param>
    public CompressedData(PngChunks chunks)
    {
        this.chunks = chunks;
        isPicture = true;
        Enter();
    }

    /// <summary>The current piece.</summary>
    public ReadOnlySpan<byte> Piece { get; private set; }

    /// <summary>The next byte of the piece that is not among <see cref="Bits"/>.</summary>
    public int Position { readonly get; set; }

    /// <summary>Bits read ahead; 0 above them.</summary>
    public ulong Bits { readonly get; set; }

    /// <summary>How many.</summary>
    public int Count { readonly get; set; }

    /// <summary>Reads ahead to have a number of bits, 56 at most.</summary>
    /// <returns>Whether there are as many.</returns>
    public bool TryNeed(int count)
    {
        while (Count < count)
        {
            if (Position == Piece.Length && !TryNext())
                return false;
            Bits |= (ulong)Piece[Position++] << Count;
            Count += 8;
        }

        return true;
    }

    /// <summary>Takes bits that there are.</summary>
    public int Take(int count)
    {
        var taken = (int)(Bits & ((1UL << count) - 1));
        Skip(count);
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        Bits >>= count;
        Count -= count;
    }

    /// <summary>Skips what is left of a byte.</summary>
    public void Align() => Skip(Count % 8);

    /// <summary>Copies whole bytes.</summary>
    /// <returns>How many: less than asked for at the end of the data.</returns>
    public int Copy(scoped Span<byte> target)
    {
        var copied = 0;
        for (; copied < target.Length && Count > 0; copied++)
            target[copied] = (byte)Take(8);
        while (copied < target.Length && (Position < Piece.Length || TryNext()))
        {
            var part = Math.Min(target.Length - copied, Piece.Length - Position);
            Piece.Slice(Position, part).CopyTo(target[copied..]);
            copied += part;
            Position += part;
        }

        return copied;
    }

    private bool TryNext()
    {
        while (isPicture && chunks.TryNext() && chunks.IsPicture)
        {
            Enter();
            if (!Piece.IsEmpty)
                return true;
        }

        return false;
    }

    // Whatever is in a chunk is looked at after it has been found to be what was written.
    private void Enter()
    {
        if (!chunks.HasRightChecksum)
            throw PngErrors.Checksum();
        Piece = chunks.Data;
        Position = 0;
    }
}
