using System.Text.RegularExpressions;

namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>
/// The code of docs/library.md is code of the samples, which the tests beside this run. With UPDATE_DOCS=true it is written
/// and not compared.
/// </summary>
public sealed partial class LibraryPageTests
{
    private static readonly string Page = Path.Combine(SharedData.RepositoryRoot, "docs", "library.md");

    [Fact]
    public void Code_is_that_of_the_samples()
    {
        var page = File.ReadAllText(Page);
        var blocks = MarkdownCode.Read(page).Where(block => block.Language == "csharp").ToList();

        Assert.All(blocks, block => Assert.True(block.Source is not null, $"Line {block.Line + 1} names no source."));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "true")
            Update(page, blocks);
        else
            Assert.All(blocks, block => Assert.Equal(CodeRegion.Read(block.Source!), block.Text));
    }

    [Fact]
    public void Every_region_of_the_samples_is_shown()
    {
        var shown = MarkdownCode.Read(File.ReadAllText(Page)).Select(block => block.Source).OfType<string>();

        var regions = Directory
            .EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "samples"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                Region()
                    .Matches(File.ReadAllText(file))
                    .Select(match =>
                        $"{Path.GetRelativePath(SharedData.RepositoryRoot, file).Replace('\\', '/')}#{match.Groups[1].Value}"
                    )
            );
        Assert.Equal(regions.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    private static void Update(string page, List<MarkdownCode> blocks)
    {
        var lines = page.Split('\n').ToList();
        foreach (var block in Enumerable.Reverse(blocks))
        {
            lines.RemoveRange(block.Line, block.Text.Count(c => c == '\n'));
            lines.InsertRange(block.Line, CodeRegion.Read(block.Source!).TrimEnd('\n').Split('\n'));
        }

        File.WriteAllText(Page, string.Join('\n', lines));
    }

    [GeneratedRegex(@"(?m)^ *#region (\S+)")]
    private static partial Regex Region();
}
