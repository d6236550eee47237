using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClothesClassification.Inference.Models;

/// <summary>Says in a manifest's own terms what the JSON serializer says in terms of .NET types.</summary>
internal static partial class ManifestProblem
{
    private const string Schema = "as model.schema.json describes it";
    private const int LongestValue = 60;

    private static readonly JsonDocumentOptions AsTheSerializer = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static ModelException From(JsonException problem, byte[] json)
    {
        var path = problem.Path?.TrimStart('$', '.') ?? "";
        var line = problem.LineNumber is { } number ? $" (line {number + 1})" : "";
        var (found, expected) = problem switch
        {
            // The reader's own exception: the text is not JSON at all.
            { InnerException: JsonException } => (
                $"no valid JSON{line}: {Shorten(problem.Message)}",
                $"a manifest {Schema}"
            ),
            _ when MissingProperties().Match(problem.Message) is { Success: true } match => (
                $"no {match.Groups[1].Value}{line}",
                $"an object {Schema}"
            ),
            _ when problem.Message.Contains("could not be mapped", StringComparison.Ordinal) => (
                $"a field that no manifest has{line}",
                "only fields that model.schema.json describes"
            ),
            ManifestValueException value => ($"{ValueAt(json, path)}{line}", value.Expected),
            _ => ($"{ValueAt(json, path)}{line}", $"a value {Schema}"),
        };
        return new ModelException(ModelManifest.FileName, path.Length == 0 ? "file" : path, found, expected, problem);
    }

    // A path such as files[0].sha256. A property's name that holds a dot is none of ours, and then the value is not told.
    private static string ValueAt(byte[] json, string path)
    {
        using var document = JsonDocument.Parse(json, AsTheSerializer);
        var value = document.RootElement;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            value = value.ValueKind switch
            {
                JsonValueKind.Object when value.TryGetProperty(step, out var property) => property,
                JsonValueKind.Array when int.TryParse(step, out var i) && i < value.GetArrayLength() => value[i],
                _ => default,
            };
        }

        if (value.ValueKind == JsonValueKind.Undefined)
            return "another value";
        var text = value.GetRawText();
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}...";
    }

    // The serializer's message repeats path and line behind the first sentence.
    private static string Shorten(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        end = end < 0 ? message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }

    [GeneratedRegex(@"missing required properties including: (.*?)\.( Path:|$)")]
    private static partial Regex MissingProperties();
}
