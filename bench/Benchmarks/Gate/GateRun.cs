using System.Globalization;
using System.Text.Json;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>One run of the gate over all rows, and a last one with planted faults, which it has to find.</summary>
internal static class GateRun
{
    private const double PlantedSlowdown = 0.15;
    private const int PlantedBytes = 100_000;

    /// <param name="limits">What is let through.</param>
    /// <param name="record">Where the ratios are added to those of earlier runs; null for nowhere.</param>
    /// <returns>Exit code: 0 where every row is within its limits.</returns>
    public static int Run(Limits limits, string? record)
    {
        var here = Processor.Here;
        Say($"This processor: {here}. Limits: {limits.Processor}.");
        if (here.Instructions != limits.Processor.Instructions)
            Say("Their instructions differ: only the allocated bytes are checked.");
        else if (here != limits.Processor)
            Say("Their models differ: only the promised ratios and the allocated bytes are checked.");
        var gate = new RowGate(limits, here);
        Say(RowTable.Header);
        List<RowResult> results = [];
        foreach (var pair in Pairs.Gated)
        {
            results.Add(gate.Run(pair));
            Say(RowTable.Line(results[^1]));
        }

        if (record is not null)
            Record(record, results);
        var isSighted = Prove(gate, here == limits.Processor);
        foreach (var result in results.Where(result => result.Fails))
            Say(RowTable.Complaint(result));
        return isSighted && !results.Exists(result => result.Fails) ? 0 : 1;
    }

    /// <summary>Makes the medians of recorded runs the limits; what is promised stays.</summary>
    public static void Learn(Limits limits, GateRuns runs)
    {
        var rows = new SortedDictionary<string, RowLimit>(StringComparer.Ordinal);
        foreach (var (name, row) in runs.Rows)
            rows[name] = new RowLimit(
                Math.Round(Median.Of(row.Ratios), 4),
                row.AllocatedBytes.Max(),
                limits.Rows.GetValueOrDefault(name)?.Asked
            );
        (limits with { Processor = Processor.Here, Rows = rows }).Write();
    }

    // A gate that finds nothing lets everything through.
    private static bool Prove(RowGate gate, bool withTime)
    {
        var larger = gate.Finds(Pairs.Proof, subject => Plants.Larger(subject, PlantedBytes), row => row.AllocatesMore);
        Say($"Planted {PlantedBytes:N0} bytes: {(larger ? "found" : "NOT FOUND")}.");
        if (!withTime)
            return larger;
        var slower = gate.Finds(Pairs.Proof, subject => Plants.Slower(subject, PlantedSlowdown), row => row.IsSlower);
        Say($"Planted {PlantedSlowdown * 100:F0} % of time: {(slower ? "found" : "NOT FOUND")}.");
        return larger && slower;
    }

    private static void Record(string path, List<RowResult> results)
    {
        var runs = File.Exists(path)
            ? JsonSerializer.Deserialize(File.ReadAllText(path), GateJson.Default.GateRuns)!
            : new GateRuns(Machine.Description(), []);
        foreach (var result in results)
        {
            var row = runs.Rows.GetValueOrDefault(result.Name) ?? new RowRuns([], [], 0);
            row.Ratios.Add(Math.Round(result.Ratio, 4));
            row.AllocatedBytes.Add(result.AllocatedBytes);
            runs.Rows[result.Name] = row with { Failures = row.Failures + (result.Fails ? 1 : 0) };
        }

        File.WriteAllText(path, JsonSerializer.Serialize(runs, GateJson.Default.GateRuns) + "\n");
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{runs.Runs} runs recorded; the largest ratio of a row is {runs.LargestStray:F3} times its median."
            )
        );
    }

    private static void Say(string line) => Console.WriteLine(line);
}
