using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using ClothesClassification.Measuring;

namespace ClothesClassification.ColdStart;

/// <summary>The content of cold-start.json.</summary>
/// <param name="Machine">Operating system and processor.</param>
/// <param name="Rows">One for each candidate.</param>
/// <param name="Ratio">First answer of the function over that of the baseline: median of the ratios of each round; null without a baseline.</param>
internal sealed record Result(string Machine, IReadOnlyList<ResultRow> Rows, double? Ratio)
{
    public static Result Of(IReadOnlyList<Candidate> candidates)
    {
        double? ratio = null;
        if (candidates.Count == 2)
            ratio = Median.Of(candidates[0].Starts.Zip(candidates[1].Starts, (a, b) => a.AnswerMs / b.AnswerMs));
        return new Result(Measuring.Machine.Description(), [.. candidates.Select(ResultRow.Of)], ratio);
    }

    public string Table()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{"", -16}{"init ms", 10}{"first answer ms", 18}{"fastest", 10}"
        );
        foreach (var row in Rows)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{row.Name, -16}{row.InitMs, 10:F1}{row.AnswerMs, 18:F1}{row.FastestMs, 10:F1}"
            );
        if (Ratio is { } ratio)
            text.AppendLine(CultureInfo.InvariantCulture, $"ratio of first answers, median of the rounds: {ratio:F2}");
        return text.ToString();
    }
}

/// <summary>Medians of one candidate, in milliseconds from process start.</summary>
internal sealed record ResultRow(string Name, int Starts, double InitMs, double AnswerMs, double FastestMs)
{
    public static ResultRow Of(Candidate candidate) =>
        new(
            candidate.Name,
            candidate.Starts.Count,
            Median.Of(candidate.Starts.Select(s => s.InitMs)),
            Median.Of(candidate.Starts.Select(s => s.AnswerMs)),
            candidate.Starts.Min(s => s.AnswerMs)
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Result))]
internal sealed partial class ResultContext : JsonSerializerContext;
