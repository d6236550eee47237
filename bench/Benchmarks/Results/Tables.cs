using System.Text.Json;
using BenchmarkDotNet.Running;
using ClothesClassification.Benchmarks.Rows;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>Runs BenchmarkDotNet, and writes what it measured.</summary>
internal static class Tables
{
    private static readonly Type[] Classes =
    [
        typeof(Rows.Classify),
        typeof(Preprocess),
        typeof(Steps),
        typeof(Rows.Handler),
        typeof(Rows.Threads),
    ];

    public static string Folder { get; } = Path.Combine(Repository.Root, "bench", "results");

    public static string Document { get; } = Path.Combine(Repository.Root, "bench", "README.md");

    public static int Run(string filter)
    {
        var artifacts = Path.Combine(Repository.Root, "artifacts", "bench");
        var summaries = BenchmarkSwitcher.FromTypes(Classes).Run(["--filter", filter], Config.Create(artifacts));
        var failed = 0;
        foreach (var summary in summaries)
        {
            if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            {
                failed++;
                continue;
            }

            var type = summary.BenchmarksCases[0].Descriptor.Type;
            var table = ResultTable.Of(type.Name, summary);
            var markdown = MarkdownTable.Of(table);
            Console.WriteLine($"\n{type.Name}\n\n{markdown}");
            // A part of the rows does not replace the table of all.
            if (filter != "*")
                continue;
            File.WriteAllText(
                Path.Combine(Folder, $"{type.Name.ToLowerInvariant()}.json"),
                JsonSerializer.Serialize(table, ResultJson.Default.ResultTable) + "\n"
            );
            MarkdownTable.Insert(Document, type.Name, $"{markdown}\n{table.Machine}.\n");
        }

        return failed == 0 && summaries.Any() ? 0 : 1;
    }
}
