using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>The object that holds the answers of one batch, and its metadata.</summary>
/// <param name="Done">Items that have a line: the first ones.</param>
/// <param name="Problems">Lines without an answer.</param>
internal readonly record struct BatchPart(int Done, int Problems)
{
    private const int NameLength = 32;

    /// <summary>Key of the object: the same items of a job have the same one, whoever asks for them and however often.</summary>
    public static string KeyOf(BatchRequest batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(batch.Bucket + '\0'));
        foreach (var item in batch.Items)
        {
            var version = item.VersionId ?? (batch.EtagsCount ? item.Etag : null);
            hash.AppendData(Encoding.UTF8.GetBytes($"{item.Key}\0{version}\0"));
        }

        return $"{batch.Output.JobPrefix}parts/{Convert.ToHexStringLower(hash.GetHashAndReset())[..NameLength]}.jsonl";
    }

    /// <returns>null where the object is not from here.</returns>
    public static BatchPart? Read(IReadOnlyDictionary<string, string> metadata, int items) =>
        Number(metadata, "done") is { } done
        && Number(metadata, "problems") is { } problems
        && done >= 1
        && done <= items
        && problems <= done
            ? new BatchPart(done, problems)
            : null;

    public Dictionary<string, string> Metadata(int items) =>
        new()
        {
            ["items"] = Text(items),
            ["done"] = Text(Done),
            ["answered"] = Text(Done - Problems),
            ["problems"] = Text(Problems),
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
