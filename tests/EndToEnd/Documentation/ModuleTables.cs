using System.Text;
using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>The tables of a module's README: what it needs, makes, takes and gives.</summary>
internal static partial class ModuleTables
{
    public const string Begin = "<!-- tables: begin; made by tests/EndToEnd, see CONTRIBUTING.md -->";
    public const string End = "<!-- tables: end -->";

    /// <summary>The README's text with its tables as the module's files have it now.</summary>
    /// <exception cref="InvalidOperationException">The README has no marks for the tables.</exception>
    public static string Update(string readme, string folder)
    {
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{folder}/README.md needs the lines {Begin} and {End}.");
        return readme[..(begin + Begin.Length)] + "\n" + Tables(HclBlock.ReadModule(folder)) + readme[end..];
    }

    private static string Tables(IReadOnlyList<HclBlock> blocks)
    {
        var text = new StringBuilder();
        var requirements = blocks.Where(b => b.Kind == "terraform").Select(b => b.Body).First();
        Table(
            text,
            "Requirements",
            ["Name", "Version"],
            [
                ["terraform", Quoted(requirements, "required_version")],
                ["hashicorp/aws", Quoted(requirements, "version")],
            ]
        );
        Table(
            text,
            "Modules",
            ["Name", "Source"],
            blocks.Where(b => b.Kind == "module").Select(b => new[] { b.Name, b.Argument("source")!.Trim('"') })
        );
        Table(
            text,
            "Resources",
            ["Name"],
            blocks
                .Where(b => b.Kind is "resource" or "data")
                .Select(b => new[] { (b.Kind == "data" ? "data." : "") + string.Join('.', b.Labels) })
                .OrderBy(row => row[0], StringComparer.Ordinal)
        );
        Table(
            text,
            "Inputs",
            ["Name", "Description", "Type", "Default"],
            blocks
                .Where(b => b.Kind == "variable")
                .Select(b =>
                    new[]
                    {
                        $"`{b.Name}`",
                        b.Description,
                        Code(b.Argument("type")),
                        b.Argument("default") is { } value ? Code(value) : "required",
                    }
                )
        );
        Table(
            text,
            "Outputs",
            ["Name", "Description"],
            blocks.Where(b => b.Kind == "output").Select(b => new[] { $"`{b.Name}`", b.Description })
        );
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, string[] head, IEnumerable<string[]> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        text.Append("\n## ").Append(title).Append("\n\n");
        foreach (var row in new[] { head, [.. head.Select(_ => "---")] }.Concat(list))
            text.Append("| ")
                .AppendJoin(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
                .Append(" |\n");
        if (title == "Outputs")
            text.Append('\n');
    }

    /// <summary>An expression on one line.</summary>
    private static string Code(string? expression) =>
        $"`{Gap().Replace(TrailingComma().Replace(Lines().Replace((expression ?? "").Trim(), Join), m => m.Groups["close"].Value == "}" ? " }" : m.Groups["close"].Value), " ")}`";

    /// <summary>Lines of an object are separated by commas where they stand in one line.</summary>
    private static string Join(Match match) =>
        match.Groups["before"].Value is "{" or "[" or "(" or ","
            ? match.Groups["before"].Value + " "
            : match.Groups["before"].Value + ", ";

    private static string Quoted(string text, string name) =>
        Regex.Match(text, $"\\b{name} += \"(?<value>[^\"]+)\"").Groups["value"].Value;

    [GeneratedRegex(@"(?<before>\S)\n\s*")]
    private static partial Regex Lines();

    [GeneratedRegex(@",\s*(?<close>[}\])])")]
    private static partial Regex TrailingComma();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Gap();
}
