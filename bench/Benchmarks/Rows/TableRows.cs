using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>The rows of the tables in bench/README.md.</summary>
internal static class TableRows
{
    private const int BatchSize = 16;
    private const int ParallelPhotos = 64;

    public static IReadOnlyList<TableRow> All { get; } =
    [
        .. ((string[])[.. PhotoSet.Names.Select(name => $"{name} int8"), "jpeg-400 fp32", "jpeg-12mp fp32"]).SelectMany(
            Classify
        ),
        .. PhotoSet.Names.SelectMany(Preprocess),
        .. Steps(),
        Baseline("Handler", "", "Classify alone", () => Classifying.Ours(Small, "int8")),
        new("Handler", "", "event with a photo", () => Handling.Photo(Small)),
        new("Handler", "", "event with a URL, server on this machine", () => Handling.Url(Small)),
        new("Handler", "", "event with 16 photos, per photo", () => Handling.Batch(Small, BatchSize))
        {
            Operations = BatchSize,
        },
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

    private static BenchPhoto Small => PhotoSet.Get("jpeg-400");

    public static TableRow Get(string name) => All.First(row => row.Name == name);

    private static TableRow Baseline(string table, string @case, string method, Func<Subject> create) =>
        new(table, @case, method, create) { IsBaseline = true };

    // From the bytes of a photo to an answer, one thread.
    private static TableRow[] Classify(string @case)
    {
        var (name, precision) = (@case.Split(' ')[0], @case.Split(' ')[1]);
        return
        [
            Baseline("Classify", @case, "(a) floor: Skia, ONNX Runtime", () => Classifying.Floor(Photo(), precision)),
            new("Classify", @case, "(b) stock ML.NET", () => Classifying.Stock(Photo(), precision)),
            new("Classify", @case, "(c) floor, full-size decode", () => Classifying.FullSizeFloor(Photo(), precision)),
            new("Classify", @case, "Classify", () => Classifying.Ours(Photo(), precision)),
        ];

        BenchPhoto Photo() => PhotoSet.Get(name);
    }

    // From the bytes of a photo to the model's picture.
    private static TableRow[] Preprocess(string name) =>
        [
            Baseline(
                "Preprocess",
                name,
                "(a) Skia's decoder, Skia's shrink",
                () => Preprocessing.Floor(PhotoSet.Get(name))
            ),
            new("Preprocess", name, "Skia's decoder, our resampler", () => Preprocessing.BySkia(PhotoSet.Get(name))),
            new("Preprocess", name, "library", () => Preprocessing.Ours(PhotoSet.Get(name))),
        ];

    // Steps that do not depend on the size of a photo, each after the way that a library has for it.
    private static IEnumerable<TableRow> Steps()
    {
        yield return Baseline("Steps", "", "sniff the format", Sniff);
        foreach (var precision in (string[])["int8", "fp32"])
        {
            yield return Baseline("Steps", "", $"ONNX Runtime alone, {precision}", () => Model.Raw(precision));
            yield return new("Steps", "", $"ML.NET's transformer, {precision}", () => Model.Ours(precision));
        }

        yield return Baseline("Steps", "", "rank by LINQ", Ranks.Linq);
        yield return new("Steps", "", "rank", Ranks.Ours);
        yield return Baseline("Steps", "", "event to objects and strings", () => Messages.ReadRequestStock(Small));
        yield return new("Steps", "", "read the request", () => Messages.ReadRequest(Small));
        yield return Baseline("Steps", "", "answer by objects and strings", Messages.WriteAnswerStock);
        yield return new("Steps", "", "write the answer", Messages.WriteAnswer);
    }

    private static Subject Sniff()
    {
        var photo = Small.Bytes;
        return new Subject("sniff", () => PhotoFormatSniffer.Sniff(photo));
    }
}
