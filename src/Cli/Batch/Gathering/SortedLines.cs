namespace ClothesClassification.Cli.Batch.Gathering;

/// <summary>
/// Puts any number of lines in the order of their keys, each once: sorted in memory up to a size, in files beyond it, which are
/// then merged.
/// </summary>
/// <param name="memory">Bytes of lines to hold in memory.</param>
internal sealed class SortedLines(long memory = SortedLines.Memory) : IDisposable
{
    private const long Memory = 64 * 1024 * 1024;

    // What an entry needs beside its bytes.
    private const int Overhead = 100;
    private readonly List<SortedRun> runs = [];
    private List<PartLine> lines = [];
    private long held;

    /// <summary>Lines so far, repeated ones too.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the lines of a part.</summary>
    public void Add(IEnumerable<PartLine> part)
    {
        foreach (var line in part)
        {
            lines.Add(line);
            Count++;
            held += line.Id.Length + line.Json.Length + Overhead;
        }

        if (held <= memory)
            return;
        lines.Sort();
        runs.Add(new SortedRun(lines));
        (lines, held) = ([], 0);
    }

    /// <summary>All lines in order; of those for the same photo the one that was written last.</summary>
    public IEnumerable<PartLine> InOrder()
    {
        lines.Sort();
        PartLine? last = null;
        foreach (var line in Merged())
        {
            if (last is { } before && !before.Id.AsSpan().SequenceEqual(line.Id))
                yield return before;
            last = line;
        }

        if (last is { } end)
            yield return end;
    }

    public void Dispose()
    {
        foreach (var run in runs)
            run.Dispose();
    }

    private IEnumerable<PartLine> Merged()
    {
        var waiting = new PriorityQueue<IEnumerator<PartLine>, PartLine>();
        foreach (var source in runs.Select(run => run.Read()).Append(lines))
            Next(source.GetEnumerator());
        while (waiting.TryDequeue(out var source, out var line))
        {
            yield return line;
            Next(source);
        }

        void Next(IEnumerator<PartLine> source)
        {
            if (source.MoveNext())
                waiting.Enqueue(source, source.Current);
            else
                source.Dispose();
        }
    }
}
