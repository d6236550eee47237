using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>The pairs that are compared.</summary>
internal static class Pairs
{
    private const int ParallelPhotos = 32;
    private const string Small = "jpeg-400";

    /// <summary>The row of the gate's self-test.</summary>
    public static Pair SelfTest { get; } = ToFloor("jpeg-400", "int8");

    /// <summary>The rows of the gate.</summary>
    public static IReadOnlyList<Pair> Gated { get; } =
    [
        ToSkiaDecoder("jpeg-400"),
        ToSkiaDecoder("jpeg-12mp"),
        ToSkiaDecoder("progressive-12mp"),
        ToSkiaAlone("png-1mp"),
        ToSkiaAlone("webp-1mp"),
        SelfTest,
        ToFloor("jpeg-400", "fp32"),
        ToFloor("jpeg-12mp", "int8"),
        ToStock("jpeg-400"),
        ToStock("jpeg-12mp"),
        new("model, int8 / ONNX Runtime alone", () => Model.Ours("int8"), () => Model.Raw("int8")),
        new("model, int8 / fp32", () => Model.Raw("int8"), () => Model.Raw("fp32")),
        new("handler jpeg-400 / Classify", () => Handling.Photo(Small), () => Classifying.Ours(Small, "int8"))
        {
            AllocationTolerance = 64,
        },
        new("read request / objects", () => Messages.ReadRequest(Small), () => Messages.ReadRequestStock(Small)),
        new("write answer / objects", Messages.WriteAnswer, Messages.WriteAnswerStock),
        new("rank / LINQ", Ranks.Ours, Ranks.Linq),
    ];

    /// <summary>Not a row of the gate, as it needs two idle processors.</summary>
    public static Pair Threads { get; } =
        new(
            "2 threads / 1 thread",
            () => Classifying.Parallel(Small, 2, ParallelPhotos),
            () => Classifying.Parallel(Small, 1, ParallelPhotos)
        )
        {
            UseWallClock = true,
        };

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
