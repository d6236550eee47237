using System.Globalization;

namespace ClothesClassification.Cli.Remote;

/// <summary>Reads the header Server-Timing (https://www.w3.org/TR/server-timing/), such as <c>decode;dur=0.9, total;dur=4.1</c>.</summary>
internal static class ServerTiming
{
    /// <returns>Null where the header names none of the stages.</returns>
    public static AnswerDurations? Parse(string? header)
    {
        if (header is null)
            return null;
        Dictionary<string, double> stages = new(StringComparer.OrdinalIgnoreCase);
        foreach (var metric in header.Split(','))
        {
            var parts = metric.Split(';', StringSplitOptions.TrimEntries);
            foreach (var part in parts.Skip(1))
            {
                if (
                    part.StartsWith("dur=", StringComparison.OrdinalIgnoreCase)
                    && double.TryParse(part.AsSpan(4).Trim('"'), CultureInfo.InvariantCulture, out var duration)
                    && double.IsFinite(duration)
                )
                    stages[parts[0]] = duration;
            }
        }

        double? Stage(string name) => stages.TryGetValue(name, out var duration) ? duration : null;
        return stages.Count == 0
            ? null
            : new AnswerDurations(Stage("fetch"), Stage("decode"), Stage("resize"), Stage("model"), Stage("total"));
    }
}
