using System.Text.Json.Serialization;

namespace ClothesClassification.Serving;

/// <summary>Latency under load.</summary>
/// <param name="Machine">Operating system and processor; callers, gateway and function share it.</param>
/// <param name="Functions">Processes of the function.</param>
/// <param name="PhotoBytes">Size of the photo that every request carries.</param>
/// <param name="Rows">By number of callers.</param>
internal sealed record LoadResult(string Machine, int Functions, int PhotoBytes, IReadOnlyList<LoadRow> Rows);

/// <summary>Latencies in milliseconds.</summary>
internal sealed record LoadRow(
    int Clients,
    int Requests,
    double P50Ms,
    double P90Ms,
    double P99Ms,
    double MaxMs,
    double RequestsPerSecond
)
{
    public static LoadRow Of(int clients, List<double> sorted, TimeSpan elapsed) =>
        new(
            clients,
            sorted.Count,
            At(sorted, 0.5),
            At(sorted, 0.9),
            At(sorted, 0.99),
            Math.Round(sorted[^1], 2),
            Math.Round(sorted.Count / elapsed.TotalSeconds, 1)
        );

    private static double At(List<double> sorted, double share) =>
        Math.Round(sorted[(int)(share * (sorted.Count - 1))], 2);
}

/// <summary>What the gateway adds.</summary>
/// <param name="Machine">Operating system and processor.</param>
/// <param name="Requests">Requests, one after the other.</param>
/// <param name="CallerMs">Median of what a caller waits.</param>
/// <param name="FunctionMs">Median from giving the event to having the answer.</param>
/// <param name="AddedMs">Median of the differences.</param>
internal sealed record GatewayResult(string Machine, int Requests, double CallerMs, double FunctionMs, double AddedMs);

/// <summary>Peak memory of the function.</summary>
/// <param name="Machine">Operating system and processor.</param>
/// <param name="MemoryMB">What the function may use.</param>
/// <param name="Rows">In the order in which one process got the photos.</param>
internal sealed record MemoryResult(string Machine, int MemoryMB, IReadOnlyList<MemoryRow> Rows);

/// <summary>The peak after some requests with a photo.</summary>
internal sealed record MemoryRow(string Photo, int Requests, double PeakMB);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(GatewayResult))]
[JsonSerializable(typeof(MemoryResult))]
internal sealed partial class ServingJson : JsonSerializerContext;
