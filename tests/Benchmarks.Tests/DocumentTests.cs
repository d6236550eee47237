using System.Text.Json;
using ClothesClassification.Benchmarks.Results;

namespace ClothesClassification.Benchmarks.Tests;

/// <summary>Tables in documents are those of the committed results.</summary>
public sealed class DocumentTests
{
    public static TheoryData<string> Names => ["Classify", "Preprocess", "Steps", "Handler", "Threads"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Table_of_the_readme_is_the_result(string name)
    {
        var json = File.ReadAllText(Path.Combine(Tables.Folder, $"{name.ToLowerInvariant()}.json"));
        var table = JsonSerializer.Deserialize(json, ResultJson.Default.ResultTable)!;

        Assert.Equal(name, table.Name);
        Assert.Contains(MarkdownTable.Of(table), File.ReadAllText(Tables.Document), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_goes_between_its_marks_and_nothing_else_changes()
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
