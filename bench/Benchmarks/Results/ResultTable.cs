using BenchmarkDotNet.Reports;
using ClothesClassification.Benchmarks.Rows;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>The results of one table.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Machine">The machine that measured.</param>
/// <param name="Rows">The rows.</param>
internal sealed record ResultTable(string Name, string Machine, IReadOnlyList<ResultRow> Rows)
{
    public static ResultTable Of(string name, Summary summary)
    {
        var reports = summary.Reports.ToDictionary(report => (string)report.BenchmarkCase.Parameters["Row"]);
        List<ResultRow> rows = [];
        double? baseline = null;
        foreach (var row in TableRows.All.Where(row => row.Table == name))
        {
            var report = reports[row.Name];
            var median = report.ResultStatistics!.Median / row.Operations;
            if (row.IsBaseline)
                baseline = median;
            rows.Add(
                new ResultRow(
                    row.Case,
                    row.Method,
                    median,
                    report.ResultStatistics.StandardDeviation / row.Operations,
                    median / baseline,
                    (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / row.Operations
                )
            );
        }

        return new ResultTable(name, Measuring.Machine.Description(), rows);
    }
}

/// <summary>One row.</summary>
/// <param name="Case">Photo and model; empty where the table has only one.</param>
/// <param name="Method">What was measured.</param>
/// <param name="MedianNanoseconds">Time of a call.</param>
/// <param name="StandardDeviation">In nanoseconds.</param>
/// <param name="Ratio">To the baseline of the same case.</param>
/// <param name="AllocatedBytes">Managed memory of a call.</param>
internal sealed record ResultRow(
    string Case,
    string Method,
    double MedianNanoseconds,
    double StandardDeviation,
    double? Ratio,
    long AllocatedBytes
);
