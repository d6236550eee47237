using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>What the gate lets through: bench/gate.json.</summary>
/// <param name="Processor">
/// The processor that the ratios were measured on. On another model only <see cref="RowLimit.Asked"/> counts, and on one
/// with other instructions no ratio does.
/// </param>
/// <param name="Margin">Factor above a measured ratio that is still noise: from runs of unchanged code, results/gate-runs.json.</param>
/// <param name="NoiseFloorNanoseconds">What a call may take longer whatever the ratio, in nanoseconds.</param>
/// <param name="Rows">Limits by name of the row.</param>
internal sealed record Limits(
    Processor Processor,
    double Margin,
    double NoiseFloorNanoseconds,
    SortedDictionary<string, RowLimit> Rows
)
{
    // Another processor computes scores that differ in their last digits, and so in the length of their text.
    private const double OtherProcessorBytes = 1.01;

    public static string FilePath { get; } = Path.Combine(Repository.Root, "bench", "gate.json");

    public static Limits Read() => JsonSerializer.Deserialize(File.ReadAllText(FilePath), GateJson.Default.Limits)!;

    public void Write() => File.WriteAllText(FilePath, JsonSerializer.Serialize(this, GateJson.Default.Limits) + "\n");

    /// <summary>The bytes above which a row fails on a processor; null where none are known.</summary>
    public long? Bytes(string row, Processor processor) =>
        Rows.GetValueOrDefault(row)?.AllocatedBytes is { } bytes
            ? (long)(bytes * (processor == Processor ? 1 : OtherProcessorBytes))
            : null;

    /// <summary>The ratio above which a row fails on a processor; null where none is known.</summary>
    public double? Ratio(string row, Processor processor)
    {
        if (!Rows.TryGetValue(row, out var limit))
            return null;
        if (processor.Instructions != Processor.Instructions)
            return null;
        double? measured = processor == Processor ? limit.Ratio * Margin : null;
        return measured is null || limit.Asked is null
            ? measured ?? limit.Asked
            : Math.Min(measured.Value, limit.Asked.Value);
    }
}

/// <summary>Limits of a row.</summary>
/// <param name="Ratio">The ratio as it was measured when the row was last changed.</param>
/// <param name="AllocatedBytes">Bytes that a call allocates.</param>
/// <param name="Asked">A ratio that the project promises on every processor with the same instructions; null for none.</param>
internal sealed record RowLimit(double Ratio, long AllocatedBytes, double? Asked = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(Limits))]
[JsonSerializable(typeof(GateRuns))]
internal sealed partial class GateJson : JsonSerializerContext;
