using System.Collections.Concurrent;
using System.Diagnostics;
using ClothesClassification.Measuring;

namespace ClothesClassification.Serving;

/// <summary>Latency for one caller and for many at once.</summary>
internal static class Load
{
    private const int WarmUp = 200;

    public static async Task RunAsync(byte[] photo, int requests, int functions, string output)
    {
        using var api = new ServedApi(functions, memory: 1769);
        await CallAsync(api, photo, WarmUp, functions);
        List<LoadRow> rows = [];
        foreach (var clients in (int[])[1, functions, 8 * functions])
        {
            var clock = Stopwatch.StartNew();
            var times = await CallAsync(api, photo, requests, clients);
            rows.Add(LoadRow.Of(clients, times, clock.Elapsed));
            Console.WriteLine(rows[^1]);
        }

        var machine = Machine.Description();
        var result = new LoadResult(machine, functions, photo.Length, rows);
        JsonFile.Write(Path.Combine(output, "load.json"), result, ServingJson.Default.LoadResult);
        var chart = new BarChart(
            $"Milliseconds that a caller waits, {functions} processes of the function",
            ["half of all", "90 of 100", "99 of 100"],
            [.. rows.Select(row => new Bar(Name(row), row.P50Ms, row.P90Ms - row.P50Ms, row.P99Ms - row.P90Ms))],
            machine
        );
        await File.WriteAllTextAsync(Path.Combine(output, "load.svg"), chart.ToString());
    }

    private static string Name(LoadRow row) => row.Clients == 1 ? "1 caller" : $"{row.Clients} callers";

    private static async Task<List<double>> CallAsync(ServedApi api, byte[] photo, int requests, int clients)
    {
        var times = new ConcurrentBag<double>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = clients };
        await Parallel.ForAsync(
            0,
            requests,
            parallel,
            async (_, _) =>
            {
                var start = Stopwatch.GetTimestamp();
                await api.PostAsync(photo);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        );
        return [.. times.Order()];
    }
}
