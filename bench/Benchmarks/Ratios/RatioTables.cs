using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Results;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>Measures ratios in one run, and writes them as JSON and as a table of bench/README.md.</summary>
internal static class RatioTables
{
    private const int Rounds = 40;

    /// <summary>The ratios that the project promises.</summary>
    /// <returns>Exit code: 0 if each is kept.</returns>
    public static int WritePromises()
    {
        var rows = Write(
            "Promises",
            "| | Time | Baseline | Ratio | Promised | Allocated |\n|---|--:|--:|--:|--:|--:|",
            Pairs.All.Select(Measure),
            row =>
                Invariant(
                    $"| {row.Name} | {Duration.Format(row.Nanoseconds)} | {Duration.Format(row.BaselineNanoseconds)} | {row.Ratio:F3} | {row.Promised:F3} | {row.AllocatedBytes:N0} B |"
                )
        );
        return rows.TrueForAll(row => row.Promised is null || row.Ratio <= row.Promised) ? 0 : 1;
    }

    /// <summary>The library and a Python function, with the same photos and the same ONNX file.</summary>
    public static int WritePeer(string python, string folder)
    {
        const string Header = "| | Library | (d) Python | Ratio |\n|---|--:|--:|--:|";
        Write("Peer", Header, Pairs.ToPython(python, folder).Select(Measure), PeerLine);
        return 0;
    }

    /// <summary>The same, and the Skia way, with the photos of a folder; writes nothing.</summary>
    public static int ComparePhotos(string python, string folder, string photos)
    {
        foreach (var pair in Pairs.ToPython(python, folder, photos).Concat(Pairs.ToSkia(photos)))
            Console.WriteLine(PeerLine(Measure(pair)));
        return 0;
    }

    private static string PeerLine(RatioRow row) =>
        Invariant(
            $"| {row.Name} | {Duration.Format(row.Nanoseconds)} | {Duration.Format(row.BaselineNanoseconds)} | {row.Ratio:F2} |"
        );

    private static RatioRow Measure(Pair pair)
    {
        using var measured = new Interleaved(pair);
        measured.Run(Rounds);
        return new RatioRow(
            pair.Name,
            Median.Of(measured.CandidateNanoseconds),
            Median.Of(measured.BaselineNanoseconds),
            measured.Ratio(),
            pair.Promised,
            measured.CandidateBytes()
        );
    }

    private static List<RatioRow> Write(
        string name,
        string header,
        IEnumerable<RatioRow> measured,
        Func<RatioRow, string> line
    )
    {
        List<RatioRow> rows = [];
        foreach (var row in measured)
        {
            rows.Add(row);
            Console.WriteLine(line(row));
        }

        var results = new RatioResults(Machine.Description(), rows);
        JsonFile.Write(Path.Combine(Repository.Results, $"{name.ToLowerInvariant()}.json"), results);
        MarkdownTable.Insert(Tables.Document, name, $"{MarkdownTable.Of(header, rows, line)}\n{results.Machine}.\n");
        return rows;
    }
}

/// <summary>Ratios of interleaved runs.</summary>
internal sealed record RatioResults(string Machine, IReadOnlyList<RatioRow> Rows);

/// <summary>One of them; times and bytes of a call.</summary>
internal sealed record RatioRow(
    string Name,
    double Nanoseconds,
    double BaselineNanoseconds,
    double Ratio,
    double? Promised,
    long AllocatedBytes
);
