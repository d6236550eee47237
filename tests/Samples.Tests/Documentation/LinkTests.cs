using System.Text.RegularExpressions;

namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>Links between the repository's pages lead somewhere, and shell commands in them are at least commands.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages { get; } =
        new(
            Directory
                .EnumerateFiles(SharedData.RepositoryRoot, "*.md", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(SharedData.RepositoryRoot, file).Replace('\\', '/'))
                .Where(file => !Ignored().IsMatch(file))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file_and_a_heading(string page)
    {
        var text = WithoutCode(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, page)));
        var folder = Path.GetDirectoryName(Path.Combine(SharedData.RepositoryRoot, page))!;

        foreach (var target in Link().Matches(text).Select(m => m.Groups["inline"].Value + m.Groups["html"].Value))
        {
            if (
                target.Contains("://", StringComparison.Ordinal)
                || target.StartsWith("mailto:", StringComparison.Ordinal)
            )
                continue;
            var (file, anchor) = (target.Split('#')[0], target.Split('#').ElementAtOrDefault(1));
            var path = file.Length == 0 ? Path.Combine(SharedData.RepositoryRoot, page) : Path.Combine(folder, file);
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{page}: there is no {target}.");
            if (anchor is not null)
                Assert.True(HeadingsOf(path).Contains(anchor), $"{page}: there is no heading for {target}.");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_shell_block_can_be_parsed(string page)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The pages' commands are those of a Unix shell.");
        foreach (var block in MarkdownCode.Read(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, page))))
        {
            if (block.Language is not ("sh" or "bash"))
                continue;
            await using var shell = SampleProcess.StartCommand(
                "bash",
                ["-n", "-c", block.Text],
                Path.GetTempPath(),
                []
            );
            Assert.True(await shell.EndAsync() == 0, $"{page}, line {block.Line + 1}: {shell.Output}");
        }
    }

    private static string WithoutCode(string page)
    {
        foreach (var block in MarkdownCode.Read(page).Where(b => b.Text.Length > 0))
            page = page.Replace(block.Text, "", StringComparison.Ordinal);
        return InlineCode().Replace(page, "");
    }

    // As GitHub makes them: small letters, blanks as hyphens, other signs left out.
    private static HashSet<string> HeadingsOf(string page) =>
        [
            .. Heading()
                .Matches(WithoutBlocks(File.ReadAllText(page)))
                .Select(m => NotInAnchors().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-')),
        ];

    private static string WithoutBlocks(string page) =>
        MarkdownCode
            .Read(page)
            .Where(b => b.Text.Length > 0)
            .Aggregate(page, (text, block) => text.Replace(block.Text, "", StringComparison.Ordinal));

    [GeneratedRegex("(^|/)(artifacts|node_modules|bin|obj|\\.[a-z]+)/")]
    private static partial Regex Ignored();

    [GeneratedRegex("""\]\((?<inline>[^)\s]+)\)|(?:src|href)="(?<html>[^"]+)" """)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"(?m)^#+ +(.+?)\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
