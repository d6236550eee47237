using System.Text.RegularExpressions;

namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>
/// The code of docs/library.md and of the package's README is code of the samples, which the tests beside this run. With
/// UPDATE_DOCS=true it is written and not compared.
/// </summary>
public sealed partial class LibraryPageTests
{
    private const string Library = "docs/library.md";

    [Theory]
    [InlineData(Library)]
    [InlineData("src/Inference/package.md")]
    public void Code_is_that_of_the_samples(string file)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, file);
        var page = File.ReadAllText(path);
        var blocks = MarkdownCode.Read(page).Where(block => block.Language == "csharp").ToList();

        Assert.All(blocks, block => Assert.True(block.Source is not null, $"Line {block.Line + 1} names no source."));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "true")
            Update(path, page, blocks);
        else
            Assert.All(blocks, block => Assert.Equal(CodeRegion.Read(block.Source!), block.Text));
    }

    [Fact]
    public void Every_region_of_the_samples_is_shown()
    {
        var shown = MarkdownCode
            .Read(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, Library)))
            .Select(block => block.Source)
            .OfType<string>()
            .SelectMany(source => source.Split('#')[1].Split(',').Select(region => $"{source.Split('#')[0]}#{region}"));

        var regions = Directory
            .EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "samples"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                Region()
                    .Matches(File.ReadAllText(file))
                    .Select(match =>
                        $"{Path.GetRelativePath(SharedData.RepositoryRoot, file).Replace('\\', '/')}#{match.Groups[1].Value}"
                    )
            );
        Assert.Equal(regions.Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    private static void Update(string path, string page, List<MarkdownCode> blocks)
    {
        var lines = page.Split('\n').ToList();
        foreach (var block in Enumerable.Reverse(blocks))
        {
            lines.RemoveRange(block.Line, block.Text.Count(c => c == '\n'));
            lines.InsertRange(block.Line, CodeRegion.Read(block.Source!).TrimEnd('\n').Split('\n'));
        }

        File.WriteAllText(path, string.Join('\n', lines));
    }

    [GeneratedRegex(@"(?m)^ *#region (\S+)")]
    private static partial Regex Region();
}
