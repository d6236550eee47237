using System.Text.Json;

namespace ClothesClassification.Inference.Models;

/// <summary>
/// Walks the JSON of a manifest, checks each value against the rule of its field, and says where a wrong one is. The
/// serializer's first use would take a tenth of a cold start (docs/cold-start.md), and its messages name .NET types.
/// </summary>
internal ref struct ManifestJson
{
    private const string Schema = "as model.schema.json describes it";
    private const int MaxValueLength = 60;

    private readonly ReadOnlySpan<byte> file;
    private Utf8JsonReader reader;
    private string path = "";
    private ManifestRule? rule;

    private ManifestJson(ReadOnlySpan<byte> file)
    {
        this.file = file;
        reader = new Utf8JsonReader(
            file,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
    }

    /// <summary>Reads a file that holds one object.</summary>
    /// <exception cref="ModelException">It holds something else.</exception>
    public static T Read<T>(ReadOnlySpan<byte> file, IReadOnlyList<ManifestField<T>> fields, T target)
        where T : class
    {
        var json = new ManifestJson(file);
        try
        {
            json.reader.Read();
            json.Object(fields, target);
            // Finds whatever stands behind the object.
            json.reader.Read();
            return target;
        }
        catch (JsonException e)
        {
            throw json.Invalid(e);
        }
        catch (InvalidOperationException)
        {
            // Escapes or invalid UTF-8.
            throw json.Wrong();
        }
    }

    /// <summary>Reads an object into the target: the fields that there are, and all that must be.</summary>
    public T Object<T>(IReadOnlyList<ManifestField<T>> fields, T target)
        where T : class
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong();
        var outer = path;
        var seen = new bool[fields.Count];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(fields, out var index);
            seen[index] = true;
            path = outer.Length == 0 ? field.Name : $"{outer}.{field.Name}";
            rule = field.Rule;
            reader.Read();
            field.Read(target, ref this);
            path = outer;
        }

        rule = null;
        CheckMissing(fields, seen);
        return target;
    }

    /// <summary>Reads a list of objects.</summary>
    public List<T> Objects<T>(IReadOnlyList<ManifestField<T>> fields)
        where T : class, new()
    {
        var items = new List<T>();
        for (var list = StartList(); NextItem(list, items.Count); path = list)
            items.Add(Object(fields, new T()));
        return items;
    }

    /// <summary>Reads a list of texts; null for null.</summary>
    public List<string>? OptionalTexts()
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var items = new List<string>();
        for (var list = StartList(); NextItem(list, items.Count); path = list)
            items.Add(Text());
        return items;
    }

    /// <summary>Reads a list of numbers; null for null.</summary>
    public List<float>? OptionalNumbers()
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var items = new List<float>();
        for (var list = StartList(); NextItem(list, items.Count); path = list)
            items.Add(
                reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out var value) && IsAllowed(value)
                    ? value
                    : throw Wrong()
            );
        return items.Count < rule?.MinItems || items.Count > rule?.MaxItems
            ? throw Problem(path, $"{items.Count} numbers{Line()}", rule!.Expected)
            : items;
    }

    public string Text() =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { } text
        && (rule is null || rule.Allows(text))
            ? text
            : throw Wrong();

    public string? OptionalText() => reader.TokenType == JsonTokenType.Null ? null : Text();

    public bool Boolean() =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Wrong(),
        };

    public int Integer() =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) && IsAllowed(value)
            ? value
            : throw Wrong();

    public long? OptionalLong() =>
        reader.TokenType == JsonTokenType.Null ? null
        : reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && IsAllowed(value) ? value
        : throw Wrong();

    public double Number() =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && IsAllowed(value)
            ? value
            : throw Wrong();

    public double? OptionalNumber() => reader.TokenType == JsonTokenType.Null ? null : Number();

    /// <summary>Reads one of the names of the field's rule.</summary>
    /// <returns>Its position among them.</returns>
    public int Name() => Array.IndexOf(rule!.Enum!, Text());

    private readonly bool IsAllowed(double number) => rule is null ? double.IsFinite(number) : rule.Allows(number);

    private string StartList() => reader.TokenType == JsonTokenType.StartArray ? path : throw Wrong();

    private bool NextItem(string list, int index)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return false;
        path = $"{list}[{index}]";
        return true;
    }

    private readonly ManifestField<T> Find<T>(IReadOnlyList<ManifestField<T>> fields, out int index)
        where T : class
    {
        for (index = 0; index < fields.Count; index++)
        {
            if (reader.ValueTextEquals(fields[index].Name))
                return fields[index];
        }

        var name = reader.GetString();
        throw Problem(
            path.Length == 0 ? name! : $"{path}.{name}",
            $"an unknown field{Line()}",
            "only fields that model.schema.json describes"
        );
    }

    private readonly void CheckMissing<T>(IReadOnlyList<ManifestField<T>> fields, bool[] seen)
        where T : class
    {
        var missing = "";
        for (var i = 0; i < seen.Length; i++)
        {
            if (fields[i].IsRequired && !seen[i])
                missing += $"{(missing.Length == 0 ? "" : ", ")}'{fields[i].Name}'";
        }

        if (missing.Length > 0)
            throw Problem(path, $"no {missing}{Line()}", $"an object {Schema}");
    }

    private readonly ModelException Wrong() =>
        Problem(path, $"{Value()}{Line()}", rule?.Expected ?? $"a value {Schema}");

    private readonly ModelException Invalid(JsonException problem) =>
        Problem(
            path,
            $"no valid JSON (line {problem.LineNumber + 1}): {Sentence(problem)}",
            $"a manifest {Schema}",
            problem
        );

    private static ModelException Problem(string path, string found, string expected, Exception? cause = null) =>
        new(ModelManifest.FileName, path.Length == 0 ? "file" : path, found, expected, cause);

    // The value at the reader, as it is written.
    private readonly string Value()
    {
        var end = reader;
        end.Skip();
        var text = System.Text.Encoding.UTF8.GetString(file[(int)reader.TokenStartIndex..(int)end.BytesConsumed]);
        return text.Length <= MaxValueLength ? text : $"{text[..MaxValueLength]}...";
    }

    private readonly string Line() => $" (line {file[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1})";

    // The reader's message repeats the line behind the first sentence.
    private static string Sentence(JsonException problem)
    {
        var end = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? problem.Message : problem.Message[..end]).TrimEnd('.');
    }
}
