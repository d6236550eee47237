using ClothesClassification.LocalGateway.Pipeline;

namespace ClothesClassification.LocalGateway.Console;

/// <summary>Splits the time that a request took.</summary>
internal static class Latency
{
    /// <summary>Milliseconds: the gateway's part is what is neither the function's nor its start, waiting for a process included.</summary>
    public static LatencyDocument Of(HttpExchange exchange)
    {
        var total = exchange.Duration.TotalMilliseconds;
        var function = exchange.Result?.Duration.TotalMilliseconds ?? 0;
        var init = exchange.Result?.InitDuration.TotalMilliseconds ?? 0;
        return new LatencyDocument(
            Round(total),
            Round(function),
            Round(Math.Max(0, total - function - init)),
            Round(init)
        );
    }

    private static double Round(double milliseconds) => Math.Round(milliseconds, 3);
}
