using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using ClothesClassification.Benchmarks.Rows;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>Runs BenchmarkDotNet and writes the results.</summary>
internal static class Tables
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "bench", "results");

    public static string Document { get; } = Path.Combine(Repository.Root, "bench", "README.md");

    /// <param name="only">The only table to measure, without writing it; null measures and writes all.</param>
    /// <returns>Exit code: 0 if every row was measured.</returns>
    public static int Run(string? only)
    {
        var failed = false;
        foreach (var name in only is null ? TableRows.Tables : [only])
        {
            var config = Config
                .Create(Path.Combine(Repository.Root, "artifacts", "bench", name))
                .AddFilter(new SimpleFilter(row => TableRows.Get((string)row.Parameters["Row"]).Table == name));
            var summary = BenchmarkRunner.Run<RowBenchmark>(config);
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
            JsonFile.Write(
                Path.Combine(Folder, $"{name.ToLowerInvariant()}.json"),
                table,
                ResultJson.Default.ResultTable
            );
            MarkdownTable.Insert(Document, name, $"{markdown}\n{table.Machine}.\n");
        }

        return failed ? 1 : 0;
    }
}
