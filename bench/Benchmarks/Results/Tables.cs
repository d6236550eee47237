using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Rows;
using Perfolizer.Horology;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>Runs BenchmarkDotNet and writes the results.</summary>
internal static class Tables
{
    public static string Document { get; } = Path.Combine(Repository.Root, "bench", "README.md");

    /// <param name="only">The only table to measure, without writing it; null measures and writes all.</param>
    /// <returns>Exit code: 0 if every row was measured.</returns>
    public static int Run(string? only)
    {
        var failed = false;
        foreach (var name in only is null ? TableRows.Tables : [only])
        {
            var summary = BenchmarkRunner.Run<RowBenchmark>(Config(name));
            if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            {
                failed = true;
                continue;
            }

            var table = ResultTable.Of(name, summary);
            var markdown = MarkdownTable.Of(table);
            Console.WriteLine($"\n{name}\n\n{markdown}");
            if (only is not null)
                continue;
            JsonFile.Write(Path.Combine(Repository.Results, $"{name.ToLowerInvariant()}.json"), table);
            MarkdownTable.Insert(Document, name, $"{markdown}\n{table.Machine}.\n");
        }

        return failed ? 1 : 0;
    }

    // In this process, a few seconds for each row.
    private static ManualConfig Config(string table) =>
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(3)
                    .WithIterationCount(12)
                    .WithIterationTime(TimeInterval.FromMilliseconds(120))
            )
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddFilter(new SimpleFilter(row => TableRows.Get((string)row.Parameters["Row"]).Table == table))
            .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "bench", table))
            .WithOptions(ConfigOptions.StopOnFirstError);
}
