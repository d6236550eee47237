using System.Diagnostics;
using System.Text.Json.Nodes;
using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>What the local gateway adds to the function's own time: one caller, one request after the other.</summary>
internal static class Gateway
{
    // As many requests as the gateway remembers.
    private const int Batch = 50;

    public static async Task<int> RunAsync()
    {
        using var api = new ServedApi(functions: 1);
        await MeasureAsync(api, 4 * Batch);
        var samples = await MeasureAsync(api, ServedApi.Requests);
        var result = new
        {
            Machine = Machine.Description(),
            Requests = samples.Count,
            CallerMs = Round(samples.Select(s => s.Caller)),
            // From giving the event to having the answer.
            FunctionMs = Round(samples.Select(s => s.Function)),
            AddedMs = Round(samples.Select(s => s.Caller - s.Function)),
        };
        Console.WriteLine(result);
        JsonFile.Write(Path.Combine(Repository.Results, "gateway.json"), result);
        return 0;
    }

    private static async Task<List<(double Caller, double Function)>> MeasureAsync(ServedApi api, int count)
    {
        List<(double, double)> all = [];
        while (all.Count < count)
        {
            Dictionary<string, double> callers = [];
            for (var i = 0; i < Batch; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var id = await api.PostAsync(ServedApi.Photo);
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
