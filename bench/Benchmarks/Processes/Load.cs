using System.Diagnostics;
using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>Latency for one caller and for many at once.</summary>
internal static class Load
{
    private const int WarmUp = 200;

    public static async Task<int> RunAsync()
    {
        var functions = Environment.ProcessorCount;
        using var api = new ServedApi(functions);
        await Callers.RunAsync(() => api.PostAsync(ServedApi.Photo), WarmUp, functions);
        List<LoadRow> rows = [];
        foreach (var clients in (int[])[1, functions, 8 * functions])
        {
            var clock = Stopwatch.StartNew();
            var times = await Callers.RunAsync(() => api.PostAsync(ServedApi.Photo), ServedApi.Requests, clients);
            rows.Add(LoadRow.Of(clients, times, clock.Elapsed));
            Console.WriteLine(rows[^1]);
        }

        var machine = Machine.Description();
        // Callers, gateway and function share the machine.
        var result = new
        {
            machine,
            functions,
            photoBytes = ServedApi.Photo.Length,
            rows,
        };
        JsonFile.Write(Path.Combine(Repository.Results, "load.json"), result);
        new BarChart(
            $"Milliseconds that a caller waits, {functions} processes of the function",
            ["half of all", "90 of 100", "99 of 100"],
            [.. rows.Select(row => new Bar(Name(row), row.P50Ms, row.P90Ms - row.P50Ms, row.P99Ms - row.P90Ms))],
            machine
        ).Write("load.svg");
        return 0;
    }

    private static string Name(LoadRow row) => row.Clients == 1 ? "1 caller" : $"{row.Clients} callers";
}

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
    public static LoadRow Of(int clients, IEnumerable<double> milliseconds, TimeSpan elapsed)
    {
        List<double> sorted = [.. milliseconds.Order()];
        return new(
            clients,
            sorted.Count,
            At(sorted, 0.5),
            At(sorted, 0.9),
            At(sorted, 0.99),
            At(sorted, 1),
            Math.Round(sorted.Count / elapsed.TotalSeconds, 1)
        );
    }

    private static double At(List<double> sorted, double share) =>
        Math.Round(sorted[(int)(share * (sorted.Count - 1))], 2);
}
