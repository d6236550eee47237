using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>How BenchmarkDotNet runs the rows: in this process, ratios first, a few seconds each.</summary>
internal static class Config
{
    public static IConfig Create(string results) =>
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(3)
                    .WithIterationCount(12)
                    .WithIterationTime(TimeInterval.FromMilliseconds(120))
            )
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Descriptor)
            .AddColumn(StatisticColumn.Median, StatisticColumn.StdDev, BaselineRatioColumn.RatioMean)
            .AddColumnProvider(DefaultColumnProviders.Metrics)
            .HideColumns(Column.Gen0, Column.Gen1, Column.Gen2, Column.Categories)
            .AddExporter(MarkdownExporter.GitHub, JsonExporter.FullCompressed)
            .AddLogger(ConsoleLogger.Default)
            .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40))
            .WithArtifactsPath(results)
            .WithOptions(ConfigOptions.StopOnFirstError);
}
