using System.Text.Json;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>Links of every document lead to a target, and its code can be parsed.</summary>
public sealed class MarkdownTests
{
    public static TheoryData<string> Documents { get; } = [.. Find().Order(StringComparer.Ordinal)];

    [Fact]
    public void The_documents_are_found() =>
        Assert.Superset(
            new HashSet<string>(["README.md", "docs/api.md", "docs/architecture.md", "bench/README.md"]),
            new HashSet<string>(Find())
        );

    [Theory]
    [MemberData(nameof(Documents))]
    public void Relative_links_lead_to_files_and_headings(string document)
    {
        var file = Read(document);
        Assert.All(
            file.RelativeLinks,
            link =>
            {
                var (path, anchor) = (link.Split('#')[0], link.Split('#').ElementAtOrDefault(1));
                var target = path.Length == 0 ? file.Path : Path.Combine(Path.GetDirectoryName(file.Path)!, path);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{document} links to {link}.");
                if (anchor is not null)
                    Assert.Contains(anchor, new MarkdownFile(target).Anchors);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Code_is_closed_says_its_language_and_json_is_json(string document)
    {
        var file = Read(document);
        Assert.False(file.EndsInCode, $"{document} does not end a block of code.");
        foreach (var (language, text, _) in file.Code)
        {
            // Three dots stand for what is left out.
            if (language == "json" && !text.Contains("...", StringComparison.Ordinal))
                JsonDocument.Parse(text).Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Shell_code_is_understood_by_a_shell_and_names_tasks_that_exist(string document)
    {
        var tasks = await File.ReadAllTextAsync(
            Path.Combine(SharedData.RepositoryRoot, "build.cake"),
            TestContext.Current.CancellationToken
        );
        foreach (var (_, text, _) in Read(document).Code.Where(code => code.Language == "sh"))
        {
            var check = await RunningProcess.RunAsync(Require.Program("bash"), ["-n", "-c", text]);
            Assert.True(check.ExitCode == 0, $"{document}: {check.Error}");
            foreach (
                var line in text.Split('\n').Where(line => line.StartsWith("./build.sh ", StringComparison.Ordinal))
            )
            {
                var task = line.Split(' ')[1];
                if (!task.StartsWith('-'))
                    Assert.Contains($"Task(\"{task}\")", tasks, StringComparison.Ordinal);
            }
        }
    }

    private static MarkdownFile Read(string document) => new(Path.Combine(SharedData.RepositoryRoot, document));

    private static IEnumerable<string> Find()
    {
        var root = SharedData.RepositoryRoot;
        string[] folders = [".github", "docs", "bench", "model", "samples", "src", "terraform", "tests"];
        var deep = folders.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(root, folder), "*.md", SearchOption.AllDirectories)
        );
        return Directory
            .EnumerateFiles(root, "*.md")
            .Concat(deep)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => !path.Contains(".terraform", StringComparison.Ordinal));
    }
}
