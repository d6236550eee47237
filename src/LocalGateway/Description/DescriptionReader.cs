using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ClothesClassification.LocalGateway.Description;

/// <summary>Reads a description; checks its fields by the schema, and here what one field demands of another.</summary>
internal static partial class DescriptionReader
{
    private static readonly JsonDocumentOptions Syntax = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static ApiDescription ReadDefault()
    {
        using var stream = typeof(DescriptionReader).Assembly.GetManifestResourceStream("default-api.json")!;
        return JsonSerializer.Deserialize(stream, DescriptionJsonContext.Default.ApiDescription)!;
    }

    public static ApiDescription ReadFile(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Parse(File.ReadAllText(path), name);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ApiDescriptionException(name, "file", "no such file", "the description of an API", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ApiDescriptionException(name, "file", $"'{e.Message}'", "a file that this process may read", e);
        }
    }

    public static ApiDescription Parse(string json, string file)
    {
        try
        {
            // Syntax and depth first: the validator's parser takes more than JSON.
            using (JsonDocument.Parse(json, Syntax))
                DescriptionSchema.Check(json, file);
            var api = JsonSerializer.Deserialize(json, DescriptionJsonContext.Default.ApiDescription)!;
            CheckRoutes(api, file);
            var values = api.ApiKeys.Select(k => k.Value).ToList();
            for (var i = 0; i < values.Count; i++)
                if (values.IndexOf(values[i]) < i)
                    throw new ApiDescriptionException(
                        file,
                        $"apiKeys[{i}].value",
                        "the value of another key",
                        "a value of its own"
                    );
            return api;
        }
        catch (JsonException e)
        {
            var field = e.Path is null or "" or "$" ? "file" : e.Path.TrimStart('$', '.');
            // The serializer's message repeats path and line behind the first sentence.
            var message = TrailingPosition().Replace(e.Message, "");
            throw new ApiDescriptionException(
                file,
                field,
                $"'{message}' (line {e.LineNumber + 1})",
                "a value as api.schema.json describes it",
                e
            );
        }
    }

    private static void CheckRoutes(ApiDescription api, string file)
    {
        HashSet<(string, string)> methods = [];
        for (var i = 0; i < api.Routes.Count; i++)
        {
            var (route, field) = (api.Routes[i], $"routes[{i}]");
            if (!methods.Add((route.Path, route.Method)))
                throw new ApiDescriptionException(
                    file,
                    field,
                    $"{route.Method} {route.Path} a second time",
                    "each method of a path once"
                );
            var parameters = PathParameter()
                .Matches(route.Path)
                .Select(m => m.Value.Replace("+", "", StringComparison.Ordinal));
            if (parameters.GroupBy(p => p).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
                throw new ApiDescriptionException(
                    file,
                    $"{field}.path",
                    $"'{route.Path}', which has the parameter {twice.Key} twice",
                    "each parameter once"
                );
            if (route.RequestModels.Values.FirstOrDefault(m => !api.Models.ContainsKey(m)) is { } model)
                throw new ApiDescriptionException(
                    file,
                    $"{field}.requestModels",
                    $"'{model}'",
                    "the name of one of the models"
                );
        }
    }

    [GeneratedRegex(@"\.?( Path:| LineNumber:).*\z", RegexOptions.Singleline)]
    private static partial Regex TrailingPosition();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex PathParameter();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(ApiDescription))]
internal sealed partial class DescriptionJsonContext : JsonSerializerContext;
