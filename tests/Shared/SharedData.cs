using System.Text.Json;

namespace ClothesClassification.Tests;

/// <summary>
/// Where tests find files: those of the repository, and the shared data beside it, which is too large or not ours to
/// commit. A test that needs shared data is skipped where it is absent, and fails where CI is "true".
/// </summary>
internal static class SharedData
{
    private const string RootMark = "clothes-classification.slnx";
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };
    private static readonly Lazy<GoldenCase[]> Cases = new(ReadCases);

    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The shipped model.</summary>
    public static string ModelFolder { get; } = Path.Combine(RepositoryRoot, "model");

    /// <summary>The drawn photos.</summary>
    public static string SamplePhotos { get; } = Path.Combine(RepositoryRoot, "samples", "photos");

    /// <summary>Row of a theory over golden photos where there are none: <see cref="Case"/> then skips or fails.</summary>
    public const string Absent = "golden photos are absent";

    private static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    /// <summary>Folder of expected.json and the golden pixels; skips the test where it is absent.</summary>
    public static string Golden() => Require.Folder(Path.Combine(Folder, "golden"));

    /// <summary>Folder of the validation photos, one subfolder a label; skips the test where it is absent.</summary>
    public static string Validation() => Require.Folder(Path.Combine(Folder, "clothing-dataset-small", "validation"));

    /// <summary>Folder of garments whose labels the model does not know, one subfolder a label; skips the test where it is absent.</summary>
    public static string OtherLabels() => Require.Folder(Path.Combine(Folder, "clothing-more"));

    /// <summary>Folder of the Python function and its wheels; skips the test where it is absent.</summary>
    public static string Peer() => Require.Folder(Path.Combine(Folder, "peer-python"));

    /// <summary>All golden cases; skips the test where they are absent.</summary>
    public static IReadOnlyList<GoldenCase> GoldenCases()
    {
        Golden();
        Validation();
        return Cases.Value;
    }

    /// <summary>Rows for a theory: the photo of each golden case, to be given to <see cref="Case"/>.</summary>
    public static TheoryData<string> GoldenPhotos() =>
        File.Exists(Path.Combine(Folder, "golden", "expected.json"))
            ? new TheoryData<string>(Cases.Value.Select(c => c.Photo))
            : new TheoryData<string>(Absent);

    /// <summary>The golden case of a row of <see cref="GoldenPhotos"/>; skips the test where it is absent.</summary>
    public static GoldenCase Case(string photo) => GoldenCases().Single(c => c.Photo == photo);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RootMark)))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {RootMark}.");
    }

    /// <summary>Path of a photo that the golden cases name.</summary>
    public static string DataSetPath(string photo) => Path.Combine(Folder, "clothing-dataset-small", photo);

    private static GoldenCase[] ReadCases() =>
        JsonSerializer
            .Deserialize<GoldenFile>(File.ReadAllBytes(Path.Combine(Folder, "golden", "expected.json")), SnakeCase)!
            .Photos;

    private sealed record GoldenFile(GoldenCase[] Photos);
}

/// <summary>What the reference preprocessing and the model gave for one photo.</summary>
/// <param name="Photo">The photo, relative to the data set.</param>
/// <param name="PixelsSha256">SHA-256 of the model's picture, 224 x 224 x 3 bytes, red first.</param>
/// <param name="Fp32">What the fp32 file gives.</param>
/// <param name="Int8">What the int8 file gives.</param>
internal sealed record GoldenCase(string Photo, string PixelsSha256, GoldenScores Fp32, GoldenScores Int8)
{
    /// <summary>The photo's full path.</summary>
    public string Path => SharedData.DataSetPath(Photo);

    /// <summary>Scores of a precision as the manifest names it.</summary>
    public GoldenScores Of(string precision) =>
        precision switch
        {
            "fp32" => Fp32,
            "int8" => Int8,
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "No golden scores."),
        };
}

/// <param name="Label">The label with the highest logit.</param>
/// <param name="Logits">One a label, in the order of the manifest.</param>
internal sealed record GoldenScores(string Label, IReadOnlyList<float> Logits);
