// What the local gateway adds to the function's own time: one caller, one request after the other, against a running
// `clothes serve`. Prints percentiles in milliseconds of what a caller waits, of what the function takes between getting the
// event and answering, and of the difference for the same request.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

const int Batch = 50;
if (args.Length is < 3 or > 4)
{
    Console.Error.WriteLine("Usage: GatewayLatency <base URL of the API> <key> <photo> [requests, default 2000]");
    return 2;
}

var predict = new Uri($"{args[0].TrimEnd('/')}/predict");
var recent = new Uri(predict, "/_local/recent");
var photo = await File.ReadAllBytesAsync(args[2]);
var requests = args.Length == 4 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 2000;
using var client = new HttpClient();
client.DefaultRequestHeaders.Add("x-api-key", args[1]);
await RunAsync(200);
var samples = await RunAsync(requests);
Console.WriteLine($"{samples.Count} requests of {photo.Length} bytes; milliseconds");
Console.WriteLine("                p50     p90     p99");
Print("caller", samples.Select(s => s.Caller));
Print("function", samples.Select(s => s.Function));
Print("difference", samples.Select(s => s.Caller - s.Function));
return 0;

async Task<List<(double Caller, double Function)>> RunAsync(int count)
{
    List<(double, double)> all = [];
    while (all.Count < count)
    {
        Dictionary<string, double> callers = [];
        for (var i = 0; i < Batch; i++)
        {
            using var content = new ByteArrayContent(photo);
            content.Headers.ContentType = new("image/jpeg");
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(predict, content);
            await answer.Content.ReadAsByteArrayAsync();
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            answer.EnsureSuccessStatusCode();
            callers[answer.Headers.GetValues("x-amzn-RequestId").Single()] = elapsed;
        }

        // The gateway keeps the latest requests, as many as a batch has.
        var known = JsonNode.Parse(await client.GetStringAsync(recent))!["requests"]!.AsArray();
        foreach (var request in known)
        {
            if (callers.TryGetValue($"{request!["requestId"]}", out var caller))
                all.Add((caller, request["latencyMs"]!["function"]!.GetValue<double>()));
        }
    }

    return all;
}

static void Print(string name, IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    var culture = CultureInfo.InvariantCulture;
    Console.WriteLine(
        string.Create(culture, $"{name, -12}{At(sorted, 0.5), 7:F3} {At(sorted, 0.9), 7:F3} {At(sorted, 0.99), 7:F3}")
    );
}

static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
