using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>Measures the ratios that the project promises, in one run.</summary>
internal static class Promises
{
    private const int Rounds = 40;

    /// <summary>Two threads on two processors do 1.7 times what one does.</summary>
    private const double ThreadsRatio = 1 / 1.7;

    public static int Run(Limits limits)
    {
        List<PromiseRow> rows = [];
        foreach (var pair in (Pair[])[.. Pairs.Gated, Pairs.Threads])
        {
            using var measured = new Interleaved(pair);
            measured.Run(Rounds);
            rows.Add(
                new PromiseRow(
                    pair.Name,
                    Median.Of(measured.CandidateNanoseconds),
                    Median.Of(measured.BaselineNanoseconds),
                    measured.Ratio(),
                    pair == Pairs.Threads ? ThreadsRatio : limits.Rows.GetValueOrDefault(pair.Name)?.PromisedRatio,
                    measured.AllocatedBytes()
                )
            );
            Console.WriteLine(Line(rows[^1]));
        }

        var results = new PromiseResults(Machine.Description(), rows);
        JsonFile.Write(Path.Combine(Tables.Folder, "promises.json"), results, ResultJson.Default.PromiseResults);
        var table = MarkdownTable.Of(
            "| | Time | Baseline | Ratio | Promised | Allocated |\n|---|--:|--:|--:|--:|--:|",
            rows,
            Line
        );
        MarkdownTable.Insert(Tables.Document, nameof(Promises), $"{table}\n{results.Machine}.\n");
        return rows.TrueForAll(row => row.Promised is null || row.Ratio <= row.Promised) ? 0 : 1;
    }

    private static string Line(PromiseRow row) =>
        Invariant(
            $"| {row.Name} | {RowTable.FormatTime(row.Nanoseconds)} | {RowTable.FormatTime(row.BaselineNanoseconds)} | {row.Ratio:F3} | {row.Promised:F3} | {row.AllocatedBytes:N0} B |"
        );
}

/// <summary>Ratios of interleaved runs.</summary>
internal sealed record PromiseResults(string Machine, IReadOnlyList<PromiseRow> Rows);

/// <summary>One of them.</summary>
internal sealed record PromiseRow(
    string Name,
    double Nanoseconds,
    double BaselineNanoseconds,
    double Ratio,
    double? Promised,
    long AllocatedBytes
);
