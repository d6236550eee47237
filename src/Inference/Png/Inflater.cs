using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// Inflates a zlib stream (RFC 1950 and 1951) piece by piece, as much as is asked for. Serves one stream at a time and keeps its
/// memory for the next.
/// </summary>
internal sealed class Inflater
{
    /// <summary>
    /// Room behind where inflating stops: for literals and a match, less than 300 bytes, for what copying by vectors writes too
    /// much, and for <see cref="Behind"/>.
    /// </summary>
    public const int Slack = 512;

    /// <summary>Bytes behind what is taken that may be read.</summary>
    public const int Behind = 64;

    /// <summary>A block that goes on for longer is worth a table of <see cref="LiteralRuns"/>.</summary>
    public const int ShortBlock = 2048;

    /// <summary>How far back a match can lie.</summary>
    private const int Window = 32 * 1024;

    /// <summary>What is inflated at a time, at least.</summary>
    private const int Piece = 64 * 1024;

    private readonly InflateBlock block = new();
    private byte[] memory = [];
    private State state;
    private Adler adler;
    private int storedLeft;

    // Of the memory: what lies before start has been taken, and is kept for matches.
    private int start;
    private int end;

    private enum State
    {
        Header,
        Block,
        Stored,
        Codes,
        Checksum,
        Done,
        Cut,
    }

    /// <summary>Begins a stream.</summary>
    public void Start()
    {
        state = State.Header;
        adler = new Adler();
        (start, end) = (0, 0);
    }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="data">The data.</param>
    /// <param name="length">How many.</param>
    /// <param name="bytes">They, and <see cref="Behind"/> more that may be read; valid until the next call.</param>
    /// <returns>Whether there are as many before the stream, or its data, ends.</returns>
    /// <exception cref="CorruptPhotoException">The data makes no sense.</exception>
    public bool TryTake(ref CompressedData data, int length, out ReadOnlySpan<byte> bytes)
    {
        if (end - start < length)
            Fill(ref data, length);
        var isEnough = end - start >= length;
        bytes = isEnough ? memory.AsSpan(start, length + Behind) : [];
        start += isEnough ? length : 0;
        return isEnough;
    }

    /// <summary>Takes what there is, as far as it fits, and as far as the data makes sense.</summary>
    /// <returns>How many bytes.</returns>
    public int TakeAll(ref CompressedData data, scoped Span<byte> target)
    {
        try
        {
            if (end - start < target.Length)
                Fill(ref data, target.Length);
        }
        catch (CorruptPhotoException)
        {
            // What came before is in the memory; nothing follows.
            state = State.Cut;
        }

        var length = Math.Min(target.Length, end - start);
        memory.AsSpan(start, length).CopyTo(target);
        start += length;
        return length;
    }

    /// <summary>Goes on to the end of a stream of which all that is needed has been taken.</summary>
    /// <returns>Whether the end has come, or more than was needed: what that is has no meaning.</returns>
    /// <exception cref="CorruptPhotoException">The data makes no sense, or the checksum is wrong.</exception>
    public bool TryFinish(ref CompressedData data) => TryTake(ref data, 1, out _) || state == State.Done;

    /// <summary>Frees memory that only rows of unusual length need.</summary>
    public void Trim()
    {
        if (memory.Length > 1 << 20)
            memory = [];
    }

    private void Fill(ref CompressedData data, int length)
    {
        // Only what a match can reach, and what has not been taken, is kept.
        var kept = Math.Clamp(end - Window, 0, start);
        var limit = Math.Max(start - kept + length, end - kept + Piece);
        var from = memory;
        if (memory.Length < limit + Slack)
            memory = GC.AllocateUninitializedArray<byte>(limit + Slack);
        from.AsSpan(kept, end - kept).CopyTo(memory);
        (start, end) = (start - kept, end - kept);
        var added = end;
        while (end - start < length && state < State.Done)
        {
            if (state == State.Checksum)
            {
                adler.Add(memory.AsSpan(added, end - added));
                added = end;
            }

            if (!TryGoOn(ref data, limit))
                state = State.Cut;
        }

        adler.Add(memory.AsSpan(added, end - added));
    }

    /// <returns>Whether there is enough data.</returns>
    private bool TryGoOn(ref CompressedData data, int limit)
    {
        switch (state)
        {
            case State.Header:
                state = State.Block;
                return TryReadHeader(ref data);
            case State.Block:
                return TryReadBlock(ref data);
            case State.Stored:
                var copied = data.Copy(memory.AsSpan(end, Math.Min(storedLeft, limit - end)));
                end += copied;
                storedLeft -= copied;
                if (storedLeft == 0)
                    EndBlock();
                return copied > 0;
            case State.Codes:
                var isCut = !block.TryDecode(ref data, memory, ref end, limit, out var isEnd);
                if (isEnd)
                    EndBlock();
                return !isCut;
            default:
                return TryReadChecksum(ref data);
        }
    }

    private static bool TryReadHeader(ref CompressedData data)
    {
        if (!data.TryNeed(16))
            return false;
        var (method, flags) = (data.Take(8), data.Take(8));
        // Deflate, a window of at most 32 KB, no dictionary, and a checksum.
        if ((method & 15) != 8 || method >> 4 > 7 || (flags & 0x20) != 0 || ((method << 8) | flags) % 31 != 0)
            throw PngErrors.Data();
        return true;
    }

    private bool TryReadBlock(ref CompressedData data)
    {
        if (!data.TryNeed(3))
            return false;
        block.IsLast = data.Take(1) != 0;
        state = State.Codes;
        switch (data.Take(2))
        {
            case 0:
                state = State.Stored;
                data.Align();
                if (!data.TryNeed(32))
                    return false;
                storedLeft = data.Take(16);
                if (data.Take(16) != (storedLeft ^ 0xFFFF))
                    throw PngErrors.Data();
                if (storedLeft == 0)
                    EndBlock();
                return true;
            case 1:
                block.StartFixed();
                return true;
            case 2:
                return block.TryStart(ref data);
            default:
                throw PngErrors.Data();
        }
    }

    private void EndBlock() => state = block.IsLast ? State.Checksum : State.Block;

    private bool TryReadChecksum(ref CompressedData data)
    {
        data.Align();
        if (!data.TryNeed(32))
            return false;
        var expected = 0u;
        for (var i = 0; i < 4; i++)
            expected = (expected << 8) | (uint)data.Take(8);
        if (expected != adler.Value)
            throw PngErrors.DataChecksum();
        state = State.Done;
        return true;
    }
}
