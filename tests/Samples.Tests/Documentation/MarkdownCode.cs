namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>A block of code in a page.</summary>
/// <param name="Language">The word behind the fence.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Source">File and region that the line before it names, as in <c>file.cs#region</c>; null where none does.</param>
/// <param name="Line">Number of its first line, from 0.</param>
internal sealed record MarkdownCode(string Language, string Text, string? Source, int Line)
{
    private const string Fence = "```";
    private const string SourceStart = "<!-- code: ";
    private const string SourceEnd = " -->";

    public static IReadOnlyList<MarkdownCode> Read(string page)
    {
        List<MarkdownCode> blocks = [];
        var lines = page.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, i + 1, line => line.StartsWith(Fence, StringComparison.Ordinal));
            blocks.Add(
                new MarkdownCode(
                    lines[i][Fence.Length..],
                    string.Concat(lines[(i + 1)..end].Select(line => line + "\n")),
                    i > 0 ? SourceOf(lines[i - 1]) : null,
                    i + 1
                )
            );
            i = end;
        }

        return blocks;
    }

    private static string? SourceOf(string line) =>
        line.StartsWith(SourceStart, StringComparison.Ordinal) && line.EndsWith(SourceEnd, StringComparison.Ordinal)
            ? line[SourceStart.Length..^SourceEnd.Length]
            : null;
}
