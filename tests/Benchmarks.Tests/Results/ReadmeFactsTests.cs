using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClothesClassification.Benchmarks.Tests.Results;

/// <summary>The figures at the start of the repository are those of the committed results.</summary>
public sealed partial class ReadmeFactsTests
{
    [Fact]
    public void Ratios_of_the_readme_are_the_measured_ones()
    {
        double[] measured =
        [
            Result("cold-start").GetProperty("ratio").GetDouble(),
            Ratio("promises", "classify jpeg-400 int8 / (a)"),
            Ratio("promises", "classify jpeg-400 int8 / (b)"),
            Ratio("peer", "classify jpeg-400 int8"),
            Ratio("promises", "classify jpeg-12mp int8 / (a)"),
            Ratio("promises", "classify jpeg-12mp int8 / (b)"),
            Ratio("peer", "classify jpeg-12mp int8"),
        ];
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.Equal(
            measured.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)),
            Times().Matches(readme).Select(match => match.Groups[1].Value)
        );
    }

    private static double Ratio(string result, string row) =>
        Result(result)
            .GetProperty("rows")
            .EnumerateArray()
            .Single(measured => measured.GetProperty("name").GetString() == row)
            .GetProperty("ratio")
            .GetDouble();

    private static JsonElement Result(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Results, $"{name}.json")));
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"\| ([\d.]+) times \|")]
    private static partial Regex Times();
}
