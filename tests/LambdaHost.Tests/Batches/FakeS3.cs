using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using ClothesClassification.LambdaHost.Batches;
using ClothesClassification.LambdaHost.Tests.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Batches;

/// <summary>S3 on a loopback port, as far as batches use it, which can also be slow, busy, or refuse an object.</summary>
internal sealed class FakeS3 : IAsyncDisposable
{
    private const string MetadataPrefix = "x-amz-meta-";
    private readonly ConcurrentDictionary<string, Stored> objects = new();
    private readonly ConcurrentDictionary<string, Func<Exchange, Task>> answers = new();
    private readonly LocalServer server;

    public FakeS3() => server = new LocalServer(AnswerAsync);

    public string Address => $"http://127.0.0.1:{server.Port}";

    /// <summary>Decoded path of each request so far, or of those with a method.</summary>
    public IReadOnlyList<string> Requests(string method = "") =>
        [.. Heads.Where(head => head.StartsWith(method, StringComparison.Ordinal)).Select(PathOf)];

    /// <summary>Heads of all requests so far.</summary>
    public IEnumerable<string> Heads => server.Requests;

    /// <summary>Keys of a bucket.</summary>
    public IEnumerable<string> Keys(string bucket) =>
        objects.Keys.Where(path => path.StartsWith($"/{bucket}/")).Select(path => path[(bucket.Length + 2)..]);

    public void Put(string key, byte[] bytes) => objects[$"/photos/{key}"] = new Stored(bytes, "");

    /// <summary>Answers a GET of an object in the bucket of photos otherwise.</summary>
    public void On(string key, Func<Exchange, Task> answer) => answers[$"GET /photos/{key}"] = answer;

    /// <summary>Answers every request with a method to a bucket otherwise.</summary>
    public void OnBucket(string method, string bucket, Func<Exchange, Task> answer) =>
        answers[$"{method} /{bucket}/"] = answer;

    public static Task Fail(Exchange exchange, int status, string code) =>
        exchange.Answer(
            status,
            Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code><Message>The {code} message</Message></Error>"),
            "Content-Type: application/xml\r\n"
        );

    /// <summary>The lines of an object in the bucket of answers.</summary>
    public IReadOnlyList<JsonElement> Lines(string key) =>
        [
            .. Encoding
                .UTF8.GetString(objects[$"/out/{key}"].Bytes)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    /// <summary>What the metadata of an object in the bucket of answers say.</summary>
    public string Metadata(string key, string name) =>
        objects[$"/out/{key}"]
            .Headers.Split("\r\n")
            .Single(line => line.StartsWith(MetadataPrefix + name + ":", StringComparison.OrdinalIgnoreCase))
            .Split(": ")[1];

    public ObjectStore Store(int maxBytes = 20_000_000)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = Address,
            ForcePathStyle = true,
            AuthenticationRegion = "eu-central-1",
        };
        return new ObjectStore(new AmazonS3Client(new BasicAWSCredentials("key", "secret"), config), maxBytes);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string PathOf(string head) => Uri.UnescapeDataString(head.Split(' ')[1].Split('?')[0]);

    private async Task AnswerAsync(Exchange exchange)
    {
        var method = exchange.Head.Split(' ')[0];
        var path = PathOf(exchange.Head);
        if (exchange.Head.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase))
            await exchange.Write("HTTP/1.1 100 Continue\r\n\r\n");
        var body = method == "PUT" ? await exchange.ReadBody() : [];
        if (
            answers.TryGetValue($"{method} {path}", out var answer)
            || answers.TryGetValue($"{method} /{path.Split('/')[1]}/", out answer)
        )
            await answer(exchange);
        else if (method == "PUT")
        {
            var metadata = exchange
                .Head.Split("\r\n")
                .Where(line => line.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase));
            objects[path] = new Stored(body, string.Concat(metadata.Select(line => line + "\r\n")));
            await exchange.Ok([], $"ETag: \"{ETag(body)}\"\r\n");
        }
        else if (objects.TryGetValue(path, out var stored))
            await exchange.Ok(stored.Bytes, $"ETag: \"{ETag(stored.Bytes)}\"\r\n{stored.Headers}");
        else
            await Fail(exchange, 404, "NoSuchKey");
    }

    // The SDK compares it with what it has sent.
#pragma warning disable CA5351
    public static string ETag(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351

    private sealed record Stored(byte[] Bytes, string Headers);
}
