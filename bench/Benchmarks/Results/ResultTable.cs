using System.Text.Json.Serialization;
using BenchmarkDotNet.Reports;
using ClothesClassification.Benchmarks.Peer;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>The rows of one class of benchmarks.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Machine">The machine that measured.</param>
/// <param name="Rows">The rows.</param>
internal sealed record ResultTable(string Name, string Machine, IReadOnlyList<ResultRow> Rows)
{
    public static ResultTable Of(string name, Summary summary)
    {
        List<ResultRow> rows = [];
        foreach (var report in summary.Reports)
        {
            var benchmark = report.BenchmarkCase;
            var baseline = summary.GetBaseline(summary.GetLogicalGroupKey(benchmark));
            var baselineMean = baseline is null ? null : summary[baseline]?.ResultStatistics?.Median;
            rows.Add(
                new ResultRow(
                    benchmark.Parameters.ValueInfo.Trim('[', ']').Split('=')[^1],
                    benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                    report.ResultStatistics!.Median,
                    report.ResultStatistics.StandardDeviation,
                    baselineMean is null ? null : report.ResultStatistics.Median / baselineMean.Value,
                    report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0
                )
            );
        }

        return new ResultTable(name, Measuring.Machine.Description(), rows);
    }
}

/// <summary>One benchmark.</summary>
/// <param name="Case">Photo and model; empty where there is but one.</param>
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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ResultTable))]
[JsonSerializable(typeof(PromiseResults))]
[JsonSerializable(typeof(PeerResults))]
[JsonSerializable(typeof(StageResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
