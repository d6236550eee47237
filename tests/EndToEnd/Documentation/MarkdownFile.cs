using System.Text;
using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>Links and code of a Markdown file.</summary>
internal sealed partial class MarkdownFile
{
    private readonly string prose;

    public MarkdownFile(string path)
    {
        Path = path;
        var prose = new StringBuilder();
        var code = new StringBuilder();
        string? language = null;
        string? previous = null;
        string? example = null;
        foreach (var line in File.ReadLines(path))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                if (language is not null)
                    Code.Add((language, code.ToString(), example));
                code.Clear();
                example = ExampleComment().Match(previous ?? "") is { Success: true } match
                    ? match.Groups[1].Value
                    : null;
                language = language is null ? line.Trim()[3..] : null;
            }
            else
            {
                (language is null ? prose : code).AppendLine(line);
            }

            previous = line;
        }

        this.prose = prose.ToString();
        EndsInCode = language is not null;
    }

    public string Path { get; }

    /// <summary>Blocks of code with their language, and with the request of a comment such as <c>example: photo</c> before it.</summary>
    public List<(string Language, string Text, string? Example)> Code { get; } = [];

    public bool EndsInCode { get; }

    /// <summary>Targets of links and images that are not web addresses.</summary>
    public IEnumerable<string> RelativeLinks =>
        Link()
            .Matches(InlineCode().Replace(prose, ""))
            .Select(match => match.Groups["target"].Value)
            .Where(target =>
                !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
            );

    /// <summary>Names of the headings, as GitHub links to them.</summary>
    public HashSet<string> Anchors =>
        [
            .. Heading()
                .Matches(prose)
                .Select(match => match.Groups["text"].Value.Trim())
                .Select(text => NoAnchor().Replace(text.ToLowerInvariant(), "").Replace(' ', '-')),
        ];

    [GeneratedRegex("^<!-- example: (.+) -->$")]
    private static partial Regex ExampleComment();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
