using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>
/// A top-level block of a file that `terraform fmt` has formatted: that is what makes reading it by its indentation safe.
/// </summary>
/// <param name="Kind">variable, output, resource, module, data and so on.</param>
/// <param name="Labels">Names after it.</param>
/// <param name="Body">Lines between the braces.</param>
internal sealed partial record HclBlock(string Kind, IReadOnlyList<string> Labels, string Body)
{
    public string Name => Labels[^1];

    /// <summary>All blocks of a module's .tf files, in the order of files and lines.</summary>
    public static IReadOnlyList<HclBlock> ReadModule(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.tf")
                .Order(StringComparer.Ordinal)
                .SelectMany(file => Read(File.ReadAllText(file))),
        ];

    public static IEnumerable<HclBlock> Read(string text) =>
        Block()
            .Matches(text)
            .Select(match => new HclBlock(
                match.Groups["kind"].Value,
                [.. Label().Matches(match.Groups["labels"].Value).Select(label => label.Groups["label"].Value)],
                match.Groups["body"].Value
            ));

    /// <summary>The expression of an argument, over as many lines as it takes; null where it is not given.</summary>
    public string? Argument(string name)
    {
        var match = Regex.Match(
            Body,
            $@"^  {name} +=\s(?<value>.*?)(?=^  [a-z_]+ |^\s*$|\z)",
            RegexOptions.Multiline | RegexOptions.Singleline
        );
        return match.Success ? match.Groups["value"].Value.TrimEnd() : null;
    }

    /// <summary>A description's text.</summary>
    public string Description => Regex.Unescape(Argument("description")?.Trim('"') ?? "");

    [GeneratedRegex(
        "^(?<kind>[a-z]+)(?<labels>( \"[^\"]+\")*) \\{(\\}|\n(?<body>.*?)^\\})",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Block();

    [GeneratedRegex("\"(?<label>[^\"]+)\"")]
    private static partial Regex Label();
}
