using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Runs of the gate on unchanged code, each in a process of its own: how far ratios vary without a cause.</summary>
/// <param name="Machine">Operating system and processor.</param>
/// <param name="Rows">By name of the row.</param>
internal sealed record GateRuns(string Machine, SortedDictionary<string, RowRuns> Rows)
{
    private static readonly string FilePath = Path.Combine(Repository.Results, "gate-runs.json");

    public static GateRuns Read() => JsonFile.Read<GateRuns>(FilePath);

    public int Runs => Rows.Values.Select(row => row.Ratios.Count).DefaultIfEmpty().Min();

    /// <summary>The largest ratio of a row over the median of that row.</summary>
    public double MaxDeviation =>
        Rows.Values.Select(row => row.Ratios.Max() / Median.Of(row.Ratios)).DefaultIfEmpty(1).Max();
}

/// <summary>The measurements of one row.</summary>
/// <param name="Ratios">In the order of the runs.</param>
/// <param name="AllocatedBytes">In the same order.</param>
/// <param name="Failures">Runs in which the row failed.</param>
internal sealed record RowRuns(List<double> Ratios, List<long> AllocatedBytes, int Failures);
