namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Takes the entropy-coded data of a scan out of the file, one restart interval at a time: bytes that are stuffed behind
/// 0xFF are dropped, and the data ends where a marker stands (ITU-T T.81, B.1.1.5).
/// </summary>
internal ref struct EntropyData(ReadOnlySpan<byte> file, int position, Span<byte> memory)
{
    private readonly ReadOnlySpan<byte> file = file;
    private readonly Span<byte> memory = memory;

    /// <summary>Bytes of memory that data from a file of a given length needs.</summary>
    public static int MemoryLength(int fileLength) => fileLength + BitReader.Padding;

    /// <summary>Where the marker stands that ended the last interval, or the file's length if it has none.</summary>
    public int Position { get; private set; } = position;

    /// <summary>
    /// Whether the data of the scan that begins at a position goes on to the end of the file: what is missing has been cut
    /// off.
    /// </summary>
    public static bool EndsWithFile(ReadOnlySpan<byte> file, int position)
    {
        var reader = new SegmentReader(file) { Position = position };
        while (reader.TryNext(out var marker))
        {
            if (!Markers.IsRestart(marker))
                return false;
        }

        return true;
    }

    /// <summary>The next interval's data. The one before is overwritten.</summary>
    public BitReader Next()
    {
        var length = Clean();
        memory.Slice(length, BitReader.Padding).Clear();
        return new BitReader(memory, length);
    }

    /// <summary>
    /// Steps over the restart marker that must stand behind an interval. Its number is not looked at: if an interval is
    /// missing, its marker is, too, and the scan ends before its last MCU.
    /// </summary>
    public void SkipRestartMarker()
    {
        var marker = file[Position..].TrimStart(Markers.Prefix);
        if (marker.IsEmpty || !Markers.IsRestart(marker[0]))
            throw JpegErrors.Picture();
        Position = file.Length - marker.Length + 1;
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
            {
                Position = file.Length;
                return length;
            }

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
