using System.Text.Json;
using ClothesClassification.Benchmarks.Results;
using ClothesClassification.Benchmarks.Rows;

namespace ClothesClassification.Benchmarks.Tests.Results;

public sealed class MarkdownTableTests
{
    public static TheoryData<string> Names => [.. TableRows.Tables];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_readme_shows_the_committed_results_and_they_have_every_row(string name)
    {
        var json = File.ReadAllText(Path.Combine(Repository.Results, $"{name.ToLowerInvariant()}.json"));
        var table = JsonSerializer.Deserialize<ResultTable>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(name, table.Name);
        Assert.Equal(
            TableRows.All.Where(row => row.Table == name).Select(row => (row.Case, row.Method)).Order(),
            table.Rows.Select(row => (row.Case, row.Method)).Order()
        );
        Assert.Contains(MarkdownTable.Of(table), File.ReadAllText(Tables.Document), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_replaced_between_its_comments_and_nothing_else_changes()
    {
        var document = Path.GetTempFileName();
        File.WriteAllText(document, "before\n<!-- T -->\nold\n<!-- end of T -->\nafter\n");

        MarkdownTable.Insert(document, "T", "| new |\n");
        MarkdownTable.Insert(document, "T", "| new |\n");

        Assert.Equal("before\n<!-- T -->\n\n| new |\n\n<!-- end of T -->\nafter\n", File.ReadAllText(document));
        Assert.Throws<InvalidDataException>(() => MarkdownTable.Insert(document, "U", ""));
        File.Delete(document);
    }
}
