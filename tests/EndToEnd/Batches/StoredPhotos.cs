using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>200 photos in the emulator's bucket, ten of them broken, some under names that are easily mistaken in a URL.</summary>
public sealed class StoredPhotos
{
    public const int Count = 200;
    public const string Prefix = "photos/";

    private static readonly string[] Names =
    [
        "a b",
        "a+b",
        "a%20b",
        "ä ö",
        "日本",
        "a&b=c",
        "a'b",
        "a#b",
        "a?b",
        "a;b,c",
    ];
    private static readonly byte[][] Broken =
    [
        [],
        "no photo"u8.ToArray(),
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
    ];

    private readonly Dictionary<string, string> expected = [];
    private Task? store;

    /// <summary>Keys of all photos.</summary>
    internal IReadOnlyCollection<string> Keys => expected.Keys;

    /// <summary>What the library says of a photo: its best labels, or the type of the problem.</summary>
    internal string Expected(string key) => expected[key];

    internal static string Summary(IEnumerable<(string Label, float Score)> predictions) =>
        string.Join(", ", predictions.Select(p => FormattableString.Invariant($"{p.Label} {p.Score:R}")));

    /// <summary>Puts them there, once.</summary>
    internal Task StoreAsync(AwsEndpoint aws) => store ??= StoreOnceAsync(aws);

    private async Task StoreOnceAsync(AwsEndpoint aws)
    {
        using var classifier = ImageClassifier.Load(Path.Combine(SharedData.RepositoryRoot, "model"));
        var samples = Directory
            .GetFiles(SharedData.SamplePhotos)
            .Where(file => Path.GetExtension(file) is ".jpg" or ".png" or ".webp")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .ToArray();
        for (var i = 0; i < Count; i++)
        {
            var photo = i % 20 == 7 ? Broken[i / 20 % Broken.Length] : samples[i % samples.Length];
            var name = i < Names.Length ? Names[i] : $"{i:000}";
            var key = $"{Prefix}{name}.jpg";
            expected[key] = Answer(classifier, photo);
            await aws.PutAsync(AppliedBatch.Photos, key, photo);
        }
    }

    private static string Answer(ImageClassifier classifier, byte[] photo)
    {
        try
        {
            var answer = classifier.Classify(photo, new ClassifyOptions { Top = 2 });
            return Summary(answer.Predictions.Select(p => (p.Label, p.Score)));
        }
        catch (PhotoException e)
        {
            return $"urn:clothes-classification:problem:{e.Code}";
        }
    }
}
