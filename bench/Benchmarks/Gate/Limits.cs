using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>The gate's limits: bench/gate.json.</summary>
/// <param name="Processor">
/// The processor that the ratios were measured on. On another model only <see cref="RowLimit.PromisedRatio"/> counts, and on one
/// with other instructions no ratio does.
/// </param>
/// <param name="Margin">Factor above a measured ratio that still counts as noise; results/gate-runs.json has runs of unchanged code.</param>
/// <param name="NoiseFloorNanoseconds">Nanoseconds that a call may take longer whatever the ratio.</param>
/// <param name="Rows">Limits by name of the row.</param>
internal sealed record Limits(
    Processor Processor,
    double Margin,
    double NoiseFloorNanoseconds,
    SortedDictionary<string, RowLimit> Rows
)
{
    // On another processor scores differ in their last digits, and so in the length of their text.
    private const double OtherProcessorBytes = 1.01;

    private static readonly string FilePath = Path.Combine(Repository.Root, "bench", "gate.json");

    public static Limits Read() => JsonFile.Read<Limits>(FilePath);

    public void Write() => JsonFile.Write(FilePath, this);

    /// <summary>The bytes above which a row fails on a processor; null for no limit.</summary>
    public long? MaxBytes(string row, Processor processor) =>
        Rows.GetValueOrDefault(row)?.AllocatedBytes is { } bytes
            ? (long)(bytes * (processor == Processor ? 1 : OtherProcessorBytes))
            : null;

    /// <summary>The ratio above which a row fails on a processor; null for no limit.</summary>
    public double? MaxRatio(string row, Processor processor)
    {
        if (!Rows.TryGetValue(row, out var limit) || processor.Instructions != Processor.Instructions)
            return null;
        var measured = limit.Ratio * Margin;
        return processor == Processor && !(measured > limit.PromisedRatio) ? measured : limit.PromisedRatio;
    }
}

/// <summary>Limits of a row.</summary>
/// <param name="Ratio">The ratio as it was measured when the row was last changed.</param>
/// <param name="AllocatedBytes">Bytes that a call allocates.</param>
/// <param name="PromisedRatio">The ratio that the project promises on every processor with the same instructions; null for none.</param>
internal sealed record RowLimit(double Ratio, long AllocatedBytes, double? PromisedRatio = null);
