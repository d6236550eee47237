using ClothesClassification.Benchmarks.Processes;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>The pairs that are compared.</summary>
internal static class Pairs
{
    private const int ParallelPhotos = 32;
    private const string Small = "jpeg-400";

    // Two threads on two processors do 1.7 times what one does.
    private const double ThreadsRatio = 1 / 1.7;

    public static IReadOnlyList<Pair> All { get; } =
    [
        ToSkiaDecoder("jpeg-400") with
        {
            Promised = 0.3,
        },
        ToSkiaDecoder("jpeg-12mp") with
        {
            Promised = 0.4,
        },
        ToSkiaDecoder("progressive-12mp") with
        {
            Promised = 0.1,
        },
        ToSkiaDecoder("progressive-400"),
        ToSkiaAlone("png-400"),
        ToSkiaAlone("png-1mp"),
        ToSkiaAlone("webp-1mp"),
        ToFloor("jpeg-400", "int8") with
        {
            Promised = 1.1,
        },
        ToFloor("jpeg-400", "fp32") with
        {
            Promised = 1.1,
        },
        ToFloor("jpeg-12mp", "int8") with
        {
            Promised = 1.1,
        },
        ToStock("jpeg-400"),
        ToStock("jpeg-12mp") with
        {
            Promised = 0.25,
        },
        new("model, int8 / ONNX Runtime alone", () => Model.Ours("int8"), () => Model.Raw("int8")) { Promised = 1.1 },
        new("model, int8 / fp32", () => Model.Raw("int8"), () => Model.Raw("fp32")),
        new("handler jpeg-400 / Classify", () => Handling.Photo(Small), () => Classifying.Ours(Small, "int8")),
        new("read request / objects", () => Messages.ReadRequest(Small), () => Messages.ReadRequestStock(Small)),
        new("write answer / objects", Messages.WriteAnswer, Messages.WriteAnswerStock),
        new("rank / LINQ", Ranks.Ours, Ranks.Linq),
        new(
            "2 threads / 1 thread",
            () => Classifying.Parallel(Small, 2, ParallelPhotos),
            () => Classifying.Parallel(Small, 1, ParallelPhotos)
        )
        {
            UseWallClock = true,
            Promised = ThreadsRatio,
        },
    ];

    /// <summary>The promises that the gate checks: not those of elapsed time, which need two idle processors.</summary>
    public static IEnumerable<Pair> Checked => All.Where(pair => pair is { Promised: not null, UseWallClock: false });

    /// <summary>The library and a Python function.</summary>
    public static IEnumerable<Pair> ToPython(string python, string folder)
    {
        string[] small = [Small, "progressive-400", "png-400"];
        string[] all = [.. small, "png-1mp", "jpeg-12mp", "progressive-12mp"];
        return
        [
            .. all.Select(photo => Classify(photo, "int8")),
            .. ((string[])[Small, "jpeg-12mp", "progressive-12mp"]).Select(photo => Classify(photo, "fp32")),
            .. small.Append("png-1mp").SelectMany(Prepare),
        ];

        Pair Classify(string photo, string precision) => ToPython(python, folder, "classify", photo, precision);
        Pair[] Prepare(string photo) =>
            [ToPython(python, folder, "decode", photo), ToPython(python, folder, "preprocess", photo)];
    }

    /// <summary>The library and a Python function, with all photos of a folder.</summary>
    public static IEnumerable<Pair> ToPython(string python, string folder, string photos) =>
        ((string[])["decode", "preprocess", "classify"]).Select(step => ToPython(python, folder, step, photos));

    /// <summary>The library and the Skia way, with all photos of a folder.</summary>
    public static IEnumerable<Pair> ToSkia(string photos) => [ToSkiaDecoder(photos), ToSkiaAlone(photos)];

    private static Pair ToPython(string python, string folder, string step, string photo, string precision = "int8") =>
        new(
            $"{step} {photo}{(step == "classify" ? $" {precision}" : "")}",
            () =>
                step switch
                {
                    "decode" => Preprocessing.Decode(photo),
                    "preprocess" => Preprocessing.Ours(photo),
                    _ => Classifying.Ours(photo, precision),
                },
            () =>
                PythonFunction.Start(python, folder, ImageModel.Load(Repository.Model, precision).FilePath, step, photo)
        );

    private static Pair ToSkiaDecoder(string photo) =>
        new(
            $"preprocess {photo} / with Skia's decoder",
            () => Preprocessing.Ours(photo),
            () => Preprocessing.Ours(photo, jpegBySkia: true)
        );

    private static Pair ToSkiaAlone(string photo) =>
        new($"preprocess {photo} / (a)", () => Preprocessing.Ours(photo), () => Preprocessing.Floor(photo));

    private static Pair ToFloor(string photo, string precision) =>
        new(
            $"classify {photo} {precision} / (a)",
            () => Classifying.Ours(photo, precision),
            () => Classifying.Floor(photo, precision)
        );

    private static Pair ToStock(string photo) =>
        new(
            $"classify {photo} int8 / (b)",
            () => Classifying.Ours(photo, "int8"),
            () => Classifying.Stock(photo, "int8")
        );
}
