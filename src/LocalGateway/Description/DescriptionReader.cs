using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClothesClassification.LocalGateway.Description;

/// <summary>Reads and checks a description.</summary>
internal static class DescriptionReader
{
    public static ApiDescription ReadDefault()
    {
        using var stream = typeof(DescriptionReader).Assembly.GetManifestResourceStream("default-api.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "default-api.json");
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
            var description =
                JsonSerializer.Deserialize(json, DescriptionJsonContext.Default.ApiDescription)
                ?? throw new JsonException("The JSON value null describes no API.");
            new DescriptionChecker(file).Check(description);
            return description;
        }
        catch (JsonException e)
        {
            var field = e.Path is null or "" or "$" ? "file" : e.Path.TrimStart('$', '.');
            var line = e.LineNumber is { } number ? $" (line {number + 1})" : "";
            throw new ApiDescriptionException(
                file,
                field,
                $"'{Shorten(e.Message)}'{line}",
                "a value as api.schema.json describes it",
                e
            );
        }
    }

    // The serializer's message repeats path and line behind the first sentence.
    private static string Shorten(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(ApiDescription))]
internal sealed partial class DescriptionJsonContext : JsonSerializerContext;
