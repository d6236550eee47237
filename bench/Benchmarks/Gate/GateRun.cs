using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Ratios;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>One run of the gate over all rows, and then a self-test: it must detect two injected faults.</summary>
internal static class GateRun
{
    private const double InjectedSlowdown = 0.15;
    private const int InjectedBytes = 100_000;

    /// <param name="limits">The limits.</param>
    /// <param name="record">A file that the ratios of this run are added to; null for none.</param>
    /// <returns>Exit code: 0 if every row is within its limits and the self-test passed.</returns>
    public static int Run(Limits limits, string? record)
    {
        var processor = Processor.Current;
        Console.WriteLine($"This processor: {processor}. Limits: {limits.Processor}.");
        if (processor.Instructions != limits.Processor.Instructions)
            Console.WriteLine("Their instructions differ: only the allocated bytes are checked.");
        else if (processor != limits.Processor)
            Console.WriteLine("Their models differ: only the promised ratios and the allocated bytes are checked.");
        var gate = new RowGate(limits, processor);
        Console.WriteLine(RowResult.Header);
        List<RowResult> results = [];
        foreach (var pair in Pairs.Gated)
        {
            results.Add(gate.Run(pair));
            Console.WriteLine(results[^1].Line);
        }

        if (record is not null)
            Record(record, results);
        var selfTestPassed = SelfTest(gate, withTime: processor == limits.Processor);
        foreach (var result in results.Where(result => result.Failed))
            Console.WriteLine(result.FailureMessage);
        return selfTestPassed && !results.Exists(result => result.Failed) ? 0 : 1;
    }

    /// <summary>Makes the medians of recorded runs the limits; promised ratios stay as they are.</summary>
    public static void UpdateBaselines(Limits limits, GateRuns runs)
    {
        var rows = new SortedDictionary<string, RowLimit>(StringComparer.Ordinal);
        foreach (var (name, row) in runs.Rows)
            rows[name] = new RowLimit(
                Math.Round(Median.Of(row.Ratios), 4),
                row.AllocatedBytes.Max(),
                limits.Rows.GetValueOrDefault(name)?.PromisedRatio
            );
        (limits with { Processor = Processor.Current, Rows = rows }).Write();
    }

    private static bool SelfTest(RowGate gate, bool withTime)
    {
        var larger = gate.Detects(
            Pairs.SelfTest,
            subject => InjectedFaults.Allocating(subject, InjectedBytes),
            row => row.AllocatesMore
        );
        Console.WriteLine($"Injected {InjectedBytes:N0} bytes: {(larger ? "detected" : "NOT DETECTED")}.");
        if (!withTime)
            return larger;
        var slower = gate.Detects(
            Pairs.SelfTest,
            subject => InjectedFaults.Slower(subject, InjectedSlowdown),
            row => row.IsSlower
        );
        Console.WriteLine($"Injected {InjectedSlowdown * 100:F0} % of time: {(slower ? "detected" : "NOT DETECTED")}.");
        return larger && slower;
    }

    private static void Record(string path, List<RowResult> results)
    {
        var runs = File.Exists(path) ? JsonFile.Read<GateRuns>(path) : new GateRuns(Machine.Description(), []);
        foreach (var result in results)
        {
            var row = runs.Rows.GetValueOrDefault(result.Name) ?? new RowRuns([], [], 0);
            row.Ratios.Add(Math.Round(result.Ratio, 4));
            row.AllocatedBytes.Add(result.AllocatedBytes);
            runs.Rows[result.Name] = row with { Failures = row.Failures + (result.Failed ? 1 : 0) };
        }

        JsonFile.Write(path, runs);
        Console.WriteLine(
            Invariant(
                $"{runs.Runs} runs recorded; no ratio is above {runs.MaxDeviation:F3} times the median of its row."
            )
        );
    }
}
