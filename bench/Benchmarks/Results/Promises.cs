using System.Globalization;
using System.Text;
using System.Text.Json;
using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>What the project promises, measured in one run.</summary>
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
                    pair == Pairs.Threads ? ThreadsRatio : limits.Rows.GetValueOrDefault(pair.Name)?.Asked,
                    measured.AllocatedBytes()
                )
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows[^1].Name, -46} {rows[^1].Ratio, 7:F3} {rows[^1].Promised, 7:F3} {rows[^1].AllocatedBytes, 10}"
                )
            );
        }

        var results = new PromiseResults(Machine.Description(), rows);
        File.WriteAllText(
            Path.Combine(Tables.Folder, "promises.json"),
            JsonSerializer.Serialize(results, ResultJson.Default.PromiseResults) + "\n"
        );
        MarkdownTable.Insert(Tables.Document, nameof(Promises), $"{Markdown(results)}\n{results.Machine}.\n");
        return rows.TrueForAll(row => row.Promised is null || row.Ratio <= row.Promised) ? 0 : 1;
    }

    private static string Markdown(PromiseResults results)
    {
        var text = new StringBuilder(
            "| | Time | Baseline | Ratio | Promised | Allocated |\n|---|--:|--:|--:|--:|--:|\n"
        );
        foreach (var row in results.Rows)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {RowTable.Time(row.Nanoseconds)} | {RowTable.Time(row.BaselineNanoseconds)} | {row.Ratio:F3} | {row.Promised:F3} | {row.AllocatedBytes:N0} B |"
            );
        return text.ToString();
    }
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
