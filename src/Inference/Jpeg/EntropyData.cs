using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Takes the entropy-coded data of a scan out of the file, one restart interval at a time: bytes that are stuffed behind
/// 0xFF are dropped, and the data ends where a marker stands (ITU-T T.81, B.1.1.5).
/// </summary>
internal ref struct EntropyData(ReadOnlySpan<byte> file, int position, Span<byte> memory)
{
    private readonly ReadOnlySpan<byte> file = file;
    private readonly Span<byte> memory = memory;
    private int restarts;

    /// <summary>Bytes of memory that data from a file of a given length needs.</summary>
    public static int MemoryLength(int fileLength) => fileLength + BitReader.Padding;

    /// <summary>Where the marker stands that ended the last interval.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The next interval's data. The one before is overwritten.</summary>
    /// <exception cref="TruncatedPhotoException">
    /// The file ends without a marker behind the data: it has been cut, if only by the two bytes that end it.
    /// </exception>
    public BitReader Next()
    {
        var length = Clean();
        memory.Slice(length, BitReader.Padding).Clear();
        return new BitReader(memory, length);
    }

    /// <summary>Steps over the restart marker that must stand behind an interval.</summary>
    public void SkipRestartMarker()
    {
        var rest = file[Position..];
        var marker = rest.TrimStart(Markers.Prefix);
        if (marker[0] != Markers.FirstRestart + (restarts & 7))
            throw JpegErrors.Picture();
        restarts++;
        Position += rest.Length - marker.Length + 1;
    }

    private int Clean()
    {
        var length = 0;
        while (true)
        {
            var rest = file[Position..];
            var run = rest.IndexOf(Markers.Prefix);
            if (run < 0)
                run = rest.Length;
            rest[..run].CopyTo(memory[length..]);
            length += run;
            var behind = rest[run..].TrimStart(Markers.Prefix);
            if (behind.IsEmpty)
                throw new TruncatedPhotoException();
            if (behind[0] != 0)
            {
                Position += run;
                return length;
            }

            memory[length++] = Markers.Prefix;
            Position = file.Length - behind.Length + 1;
        }
    }
}
