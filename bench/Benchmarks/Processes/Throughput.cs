using System.Diagnostics;
using System.Text.Json.Nodes;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Results;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>
/// Requests a second and their tail under ASP.NET: the library, the small program that one would write instead, and one that only
/// reads the body, which is what no classifier can avoid. Callers and server share the machine.
/// </summary>
internal static class Throughput
{
    private const int Callers = 8;

    // In turn, as the machine is not equally fast all the time.
    private const int Turns = 4;

    private static readonly (string Photo, int Library, int SmallProgram)[] Loads =
    [
        ("jpeg-400", 1000, 1000),
        ("jpeg-12mp", 300, 100),
    ];

    public static async Task<int> RunAsync()
    {
        List<ThroughputRow> rows = [];
        foreach (var (photo, libraryRequests, smallRequests) in Loads)
        {
            using var small = new Served("small program", WebServer.SmallProgram(), photo, smallRequests);
            using var library = new Served("library", WebServer.Library(), photo, libraryRequests);
            using var bodyOnly = new Served("body only", WebServer.BodyOnly(), photo, libraryRequests);
            await small.WarmUpAsync("dress");
            await library.WarmUpAsync("dress");
            await bodyOnly.WarmUpAsync(null);
            for (var turn = 0; turn < Turns; turn++)
            {
                await small.AskAsync();
                await library.AskAsync();
                await bodyOnly.AskAsync();
            }

            var baseline = small.Load().RequestsPerSecond;
            rows.AddRange([small.Row(baseline), library.Row(baseline), bodyOnly.Row(null)]);
            foreach (var row in rows.TakeLast(3))
                Console.WriteLine(Line(row));
        }

        var machine = Machine.Description();
        JsonFile.Write(Path.Combine(Repository.Results, "throughput.json"), new { machine, rows });
        const string Header =
            "| Photo | | Requests | Median | 99 of 100 | Slowest | Requests/s | Throughput | Server's processor time |\n|---|---|--:|--:|--:|--:|--:|--:|--:|";
        MarkdownTable.Insert(
            Tables.Document,
            "Throughput",
            $"{MarkdownTable.Of(Header, rows, Line)}\n{machine}, {Callers} callers on the same processors.\n"
        );
        return 0;
    }

    private static string Line(ThroughputRow row) =>
        Invariant(
            $"| {row.Photo} | {row.Server} | {row.Load.Requests} | {row.Load.P50Ms:F1} ms | {row.Load.P99Ms:F1} ms | {row.Load.MaxMs:F1} ms | {row.Load.RequestsPerSecond:F1} | {row.Ratio:F2} | {row.ProcessorMs:F1} ms |"
        );

    private sealed class Served(string name, WebServer server, string photo, int requests) : IDisposable
    {
        private readonly byte[] bytes = PhotoSet.Get(photo);
        private readonly List<double> times = [];
        private readonly Stopwatch clock = new();
        private TimeSpan processorTime;

        public async Task WarmUpAsync(string? expected)
        {
            var labels = JsonNode.Parse(await server.PostAsync(bytes))!.AsArray();
            var label = labels.FirstOrDefault()?.AsObject().First().Value!.GetValue<string>();
            if (label != expected)
                throw new InvalidOperationException($"The {name} answers {label}.");
            await Processes.Callers.RunAsync(() => server.PostAsync(bytes), requests / 3, Callers);
        }

        public async Task AskAsync()
        {
            var before = server.ProcessorTime();
            clock.Start();
            times.AddRange(await Processes.Callers.RunAsync(() => server.PostAsync(bytes), requests, Callers));
            clock.Stop();
            processorTime += server.ProcessorTime() - before;
        }

        public LoadRow Load() => LoadRow.Of(Callers, times, clock.Elapsed);

        public ThroughputRow Row(double? baseline) =>
            new(
                photo,
                name,
                Load(),
                processorTime.TotalMilliseconds / times.Count,
                Load().RequestsPerSecond / baseline
            );

        public void Dispose() => server.Dispose();
    }
}

/// <summary>One server under one kind of photo.</summary>
/// <param name="Photo">Name of the photo.</param>
/// <param name="Server">Which program.</param>
/// <param name="Load">Latencies and throughput.</param>
/// <param name="ProcessorMs">Processor time of the server for a request.</param>
/// <param name="Ratio">Its throughput over that of the small program; null where it classifies nothing.</param>
internal sealed record ThroughputRow(string Photo, string Server, LoadRow Load, double ProcessorMs, double? Ratio);
