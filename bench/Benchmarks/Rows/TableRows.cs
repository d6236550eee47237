using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>One row of a table that BenchmarkDotNet measures.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Case">Photo and model; empty where the table has only one.</param>
/// <param name="Method">What is measured.</param>
/// <param name="Create">Creates the subject.</param>
internal sealed record TableRow(string Table, string Case, string Method, Func<Subject> Create)
{
    /// <summary>Whether the ratios of this and the following rows are to this row.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>Photos that one call of the subject processes; results are per photo.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>Whether the gate compares this row with the base.</summary>
    public bool IsGated { get; init; }

    /// <summary>
    /// Bytes by which allocations vary: the answer contains its duration as text of varying length.
    /// </summary>
    public long AllocationTolerance { get; init; }

    public string Name => $"{Table}: {Case} {Method}";
}

/// <summary>The rows of the tables in bench/README.md.</summary>
internal static class TableRows
{
    private const int BatchSize = 16;
    private const int ParallelPhotos = 64;
    private const string Small = "jpeg-400";

    public static IReadOnlyList<TableRow> All { get; } =
    [
        .. PhotoSet.Names.SelectMany(photo => Classify(photo, "int8")),
        .. Classify("jpeg-400", "fp32"),
        .. Classify("jpeg-12mp", "fp32"),
        .. PhotoSet.Names.SelectMany(Preprocess),
        .. Steps(),
        Baseline("Handler", "", "Classify alone", () => Classifying.Ours(Small, "int8")),
        new("Handler", "", "event with a photo", () => Handling.Photo(Small))
        {
            IsGated = true,
            AllocationTolerance = 64,
        },
        new("Handler", "", "event with a URL, server on this machine", () => Handling.Url(Small)),
        new("Handler", "", "event with 16 photos, per photo", () => Handling.Batch(Small, BatchSize))
        {
            Operations = BatchSize,
        },
        Baseline("Explain", "", "Classify alone", () => Classifying.Ours(Small, "int8")),
        new("Explain", "", "with features", () => Classifying.Ours(Small, "int8", new() { Features = true })),
        new(
            "Explain",
            "",
            "with evidence of the graph",
            () => Classifying.Ours(Small, "int8", new() { Evidence = EvidenceMethod.Output })
        ),
        new(
            "Explain",
            "",
            "with evidence by occlusion",
            () => Classifying.Ours(Small, "int8", new() { Evidence = EvidenceMethod.Occlusion })
        ),
        Baseline("Threads", "", "1 thread", () => Classifying.Parallel(Small, 1, ParallelPhotos)) with
        {
            Operations = ParallelPhotos,
        },
        new("Threads", "", "2 threads", () => Classifying.Parallel(Small, 2, ParallelPhotos))
        {
            Operations = ParallelPhotos,
        },
    ];

    public static IEnumerable<string> Tables => All.Select(row => row.Table).Distinct();

    /// <summary>The rows that the gate compares with the base.</summary>
    public static IEnumerable<TableRow> Gated => All.Where(row => row.IsGated);

    /// <summary>The row of the gate's self-test.</summary>
    public static TableRow SelfTest { get; } = All.First(row => row is { IsGated: true, Case: $"{Small} int8" });

    public static TableRow Get(string name) => All.First(row => row.Name == name);

    private static TableRow Baseline(string table, string @case, string method, Func<Subject> create) =>
        new(table, @case, method, create) { IsBaseline = true };

    // From the bytes of a photo to an answer, one thread.
    private static TableRow[] Classify(string photo, string precision) =>
        [
            Baseline(
                "Classify",
                $"{photo} {precision}",
                "(a) floor: Skia, ONNX Runtime",
                () => Classifying.Floor(photo, precision)
            ),
            new("Classify", $"{photo} {precision}", "(b) stock ML.NET", () => Classifying.Stock(photo, precision)),
            new(
                "Classify",
                $"{photo} {precision}",
                "(c) floor, full-size decode",
                () => Classifying.Floor(photo, precision, fullSize: true)
            ),
            new("Classify", $"{photo} {precision}", "Classify", () => Classifying.Ours(photo, precision))
            {
                IsGated = photo is "jpeg-400" or "jpeg-12mp",
            },
        ];

    // From the bytes of a photo to the model's picture.
    private static TableRow[] Preprocess(string photo) =>
        [
            Baseline("Preprocess", photo, "(a) Skia's decoder, Skia's shrink", () => Preprocessing.Floor(photo)),
            new(
                "Preprocess",
                photo,
                "Skia's decoder, our resampler",
                () => Preprocessing.Ours(photo, jpegBySkia: true)
            ),
            new("Preprocess", photo, "library", () => Preprocessing.Ours(photo)) { IsGated = true },
        ];

    // Steps that do not depend on the size of a photo, each after the way that a library has for it.
    private static IEnumerable<TableRow> Steps()
    {
        yield return Baseline("Steps", "", "sniff the format", Sniff);
        foreach (var precision in (string[])["int8", "fp32"])
        {
            yield return Baseline("Steps", "", $"ONNX Runtime alone, {precision}", () => Model.Raw(precision));
            yield return new("Steps", "", $"ML.NET's transformer, {precision}", () => Model.Ours(precision))
            {
                IsGated = true,
            };
        }

        yield return Baseline("Steps", "", "rank by LINQ", Ranks.Linq);
        yield return new("Steps", "", "rank", Ranks.Ours) { IsGated = true };
        yield return Baseline("Steps", "", "event to objects and strings", () => Messages.ReadRequestStock(Small));
        yield return new("Steps", "", "read the request", () => Messages.ReadRequest(Small)) { IsGated = true };
        yield return Baseline("Steps", "", "answer by objects and strings", Messages.WriteAnswerStock);
        yield return new("Steps", "", "write the answer", Messages.WriteAnswer) { IsGated = true };
    }

    private static Subject Sniff()
    {
        var photo = PhotoSet.Get(Small);
        return new Subject(() => PhotoFormatSniffer.Sniff(photo));
    }
}
