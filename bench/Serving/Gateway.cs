using System.Diagnostics;
using System.Text.Json.Nodes;
using ClothesClassification.Measuring;

namespace ClothesClassification.Serving;

/// <summary>What the local gateway adds to the function's own time: one caller, one request after the other.</summary>
internal static class Gateway
{
    // As many requests as the gateway remembers.
    private const int Batch = 50;

    public static async Task RunAsync(byte[] photo, int requests, string output)
    {
        using var api = new ServedApi(functions: 1, memory: 1769);
        await MeasureAsync(api, photo, 4 * Batch);
        var samples = await MeasureAsync(api, photo, requests);
        var result = new GatewayResult(
            Machine.Description(),
            samples.Count,
            Round(samples.Select(s => s.Caller)),
            Round(samples.Select(s => s.Function)),
            Round(samples.Select(s => s.Caller - s.Function))
        );
        Console.WriteLine(result);
        JsonFile.Write(Path.Combine(output, "gateway.json"), result, ServingJson.Default.GatewayResult);
    }

    private static async Task<List<(double Caller, double Function)>> MeasureAsync(
        ServedApi api,
        byte[] photo,
        int count
    )
    {
        List<(double, double)> all = [];
        while (all.Count < count)
        {
            Dictionary<string, double> callers = [];
            for (var i = 0; i < Batch; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var id = await api.PostAsync(photo);
                callers[id] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }

            var recent = await api.Http.GetStringAsync(new Uri(api.Address, "/_local/recent"));
            foreach (var request in JsonNode.Parse(recent)!["requests"]!.AsArray())
            {
                if (callers.TryGetValue($"{request!["requestId"]}", out var caller))
                    all.Add((caller, request["latencyMs"]!["function"]!.GetValue<double>()));
            }
        }

        return all;
    }

    private static double Round(IEnumerable<double> milliseconds) => Math.Round(Median.Of(milliseconds), 3);
}
