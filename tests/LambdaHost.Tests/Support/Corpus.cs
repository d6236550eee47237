using System.Text.Json;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>Lists of texts that are wrong, from Hostile/corpus.json. <c>{photo}</c> stands for a photo in base64.</summary>
internal static class Corpus
{
    private static readonly Dictionary<string, string[]> Lists = JsonSerializer.Deserialize<
        Dictionary<string, string[]>
    >(Read("corpus.json"))!;

    public static string Base64Photo { get; } = Convert.ToBase64String(Photos.Tiny);

    public static IEnumerable<string> Of(string list) =>
        Lists[list].Select(text => text.Replace("{photo}", Base64Photo, StringComparison.Ordinal));

    public static string Read(string file) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "tests", "LambdaHost.Tests", "Hostile", file));
}
