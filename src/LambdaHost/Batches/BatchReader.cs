using System.Net;
using System.Text.Json;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Reads <c>{"Items": [...], "BatchInput": {...}}</c>, as the ItemBatcher of a Distributed Map makes it. An item has what S3's list,
/// an inventory or a CSV file gives; an unknown member of BatchInput is a fault, as it would silently do nothing.
/// </summary>
internal static class BatchReader
{
    private const int MaxJobLength = 128;
    private static readonly string[] Known =
    [
        "bucket",
        "output",
        "job",
        "top",
        "minScore",
        "features",
        "requestPayer",
        "keysAreEncoded",
    ];

    /// <exception cref="ProblemException">The event is not as it should be.</exception>
    public static BatchRequest Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            return Read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            throw Invalid("The batch has text that is not valid Unicode; name the photos as S3's list does.");
        }
    }

    private static BatchRequest Read(JsonElement root)
    {
        if (!root.TryGetProperty("BatchInput"u8, out var input) || input.ValueKind != JsonValueKind.Object)
            throw Invalid(
                "BatchInput is missing: give {\"bucket\": \"...\", \"output\": \"s3://bucket/prefix\", \"job\": \"...\"}."
            );
        foreach (var member in input.EnumerateObject())
        {
            if (!Known.Contains(member.Name))
                throw Invalid(
                    $"BatchInput.{member.Name} is not known; BatchInput may have {string.Join(", ", Known)}."
                );
        }

        return new BatchRequest(
            ReadItems(root, Flag(input, "keysAreEncoded")),
            Text(input, "bucket")
                ?? throw Invalid("BatchInput.bucket is missing: give the name of the photos' bucket."),
            ReadOutput(input),
            new ClassifyOptions
            {
                Top = ReadTop(input),
                MinimumScore = ReadMinimumScore(input),
                Features = Flag(input, "features"),
            }
        )
        {
            RequesterPays = ReadRequestPayer(input),
        };
    }

    private static BatchItem[] ReadItems(JsonElement root, bool keysAreEncoded)
    {
        if (
            !root.TryGetProperty("Items"u8, out var items)
            || items.ValueKind != JsonValueKind.Array
            || items.GetArrayLength() == 0
        )
            throw Invalid("Items is missing or empty: give an array of objects with a Key.");
        var read = new BatchItem[items.GetArrayLength()];
        var i = 0;
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Text(item, "Key", $"Items[{i}].") is not { } key)
                throw Invalid(
                    $"Items[{i}] has no Key. For photos with a url, have the task pass {{\"images.$\": \"$.Items\"}} as its payload."
                );
            read[i] = new BatchItem(
                // S3's inventory has + for a space.
                keysAreEncoded ? WebUtility.UrlDecode(key) : key,
                Text(item, "VersionId", $"Items[{i}]."),
                (Text(item, "Etag", $"Items[{i}].") ?? Text(item, "ETag", $"Items[{i}]."))?.Trim('"'),
                Size(item),
                item.Clone()
            );
            i++;
        }

        return read;
    }

    // A list gives a number; what comes from CSV is text.
    private static long? Size(JsonElement item) =>
        !item.TryGetProperty("Size"u8, out var size) ? null
        : size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var number) ? number
        : size.ValueKind == JsonValueKind.String && long.TryParse(size.GetString(), out number) ? number
        : null;

    private static OutputPlace ReadOutput(JsonElement input)
    {
        var output = Text(input, "output") ?? "";
        return OutputPlace.Parse(output, ReadJob(input))
            ?? throw Invalid($"BatchInput.output is '{output}'; give the place for the answers, s3://bucket/prefix.");
    }

    private static string ReadJob(JsonElement input) =>
        Text(input, "job") is { Length: <= MaxJobLength } job
        && job is not ("." or "..")
        && !job.Any(c => c == '/' || char.IsControl(c))
            ? job
            : throw Invalid(
                $"BatchInput.job has to be a name of up to {MaxJobLength} characters without a slash: it is part of the answers' keys."
            );

    private static int? ReadTop(JsonElement input) =>
        Find(input, "top") is not { } top ? null
        : top.ValueKind == JsonValueKind.Number && top.TryGetInt32(out var count) && count >= 1 ? count
        : throw Invalid("BatchInput.top has to be a whole number from 1 on.");

    private static float? ReadMinimumScore(JsonElement input) =>
        Find(input, "minScore") is not { } score ? null
        : score.ValueKind == JsonValueKind.Number && score.TryGetSingle(out var value) && value is >= 0 and <= 1 ? value
        : throw Invalid("BatchInput.minScore has to be a number from 0 to 1.");

    private static bool ReadRequestPayer(JsonElement input) =>
        Text(input, "requestPayer") switch
        {
            null => false,
            "requester" => true,
            _ => throw Invalid("BatchInput.requestPayer has to be \"requester\", or left out."),
        };

    private static bool Flag(JsonElement input, string name) =>
        Find(input, name)?.ValueKind switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => throw Invalid($"BatchInput.{name} has to be true or false."),
        };

    private static string? Text(JsonElement parent, string name, string path = "BatchInput.") =>
        Find(parent, name) is not { } value ? null
        : value.ValueKind != JsonValueKind.String ? throw Invalid($"{path}{name} has to be a text.")
        : value.GetString() is { Length: > 0 } text ? text
        : null;

    // What a state machine has no value for may come as null.
    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static ProblemException Invalid(string detail) => new(BatchProblems.Invalid, detail);
}
