using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ClothesClassification.Cli.Tests.Remote;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.Cli.Tests.Batch;

/// <summary>
/// As much of S3 as listing, reading and writing need, and Step Functions' JSON API with answers that a test gives.
/// </summary>
internal sealed class FakeAws : IAsyncDisposable
{
    public const string Bucket = "answers";
    private readonly SortedDictionary<string, StoredObject> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<JsonElement, (int Status, string Json)>> actions = [];
    private FakeApi api = null!;

    private FakeAws() { }

    /// <summary>Objects a page of a listing.</summary>
    public int PageSize { get; init; } = 2;

    /// <summary>The program's environment.</summary>
    public Dictionary<string, string> Environment =>
        new()
        {
            ["AWS_ENDPOINT_URL"] = new Uri(api.Address).GetLeftPart(UriPartial.Authority),
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_SESSION_TOKEN"] = "token",
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_PROFILE"] = "",
        };

    public IReadOnlyList<Call> Calls => api.Calls;

    public static async Task<FakeAws> StartAsync(int pageSize = 2)
    {
        var aws = new FakeAws { PageSize = pageSize };
        aws.api = await FakeApi.StartAsync(aws.AnswerAsync);
        return aws;
    }

    public void Put(string key, params string[] lines) =>
        Put(key, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));

    public void Put(string key, byte[] bytes) => Put(key, new StoredObject(bytes, []));

    /// <summary>The objects whose keys begin like this, in the order of their keys.</summary>
    public IReadOnlyList<string> Read(string prefix)
    {
        lock (objects)
            return
            [
                .. objects
                    .Where(stored => stored.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(stored => Encoding.UTF8.GetString(stored.Value.Bytes)),
            ];
    }

    /// <summary>What an action of Step Functions answers.</summary>
    public void On(string action, Func<JsonElement, (int Status, string Json)> answer) => actions[action] = answer;

    public void On(string action, string json) => On(action, _ => (200, json));

    public ProcessResult Run(params string[] arguments) => Clothes.RunWith(Environment, ["batch", .. arguments]);

    public ValueTask DisposeAsync() => api.DisposeAsync();

    private Task AnswerAsync(HttpContext context, Call call)
    {
        if (call.Headers.TryGetValue("X-Amz-Target", out var target))
        {
            using var body = JsonDocument.Parse(call.Body);
            var (status, json) = actions[target.Split('.')[1]](body.RootElement);
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(json);
        }

        var path = context.Request.Path.Value!.Split('/', 3);
        return path switch
        {
            ["", Bucket, ""] or ["", Bucket] => List(context),
            ["", Bucket, var key] when HttpMethods.IsPut(context.Request.Method) => Store(context, key, call.Body),
            ["", Bucket, var key] => Give(context, key),
            ["", "private", ..] => Fail(context, HttpStatusCode.Forbidden, "AccessDenied"),
            _ => Fail(context, HttpStatusCode.NotFound, "NoSuchBucket"),
        };
    }

    private Task List(HttpContext context)
    {
        var query = context.Request.Query;
        List<KeyValuePair<string, StoredObject>> stored;
        lock (objects)
            stored = [.. objects];
        var found = stored
            .Where(o => o.Key.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal))
            .Where(o => string.CompareOrdinal(o.Key, query["continuation-token"].ToString()) > 0)
            .ToList();
        var page = found.Take(PageSize).ToList();
        XNamespace ns = "http://s3.amazonaws.com/doc/2006-03-01/";
        var list = new XElement(
            ns + "ListBucketResult",
            new XElement(ns + "IsTruncated", found.Count > page.Count),
            new XElement(ns + "NextContinuationToken", page.LastOrDefault().Key),
            page.Select(o => new XElement(
                ns + "Contents",
                new XElement(ns + "Key", o.Key),
                new XElement(ns + "LastModified", "2026-01-01T00:00:00.000Z"),
                new XElement(ns + "Size", o.Value.Bytes.Length)
            ))
        );
        return context.Response.WriteAsync(list.ToString());
    }

    private void Put(string key, StoredObject stored)
    {
        lock (objects)
            objects[key] = stored;
    }

    private Task Store(HttpContext context, string key, byte[] body)
    {
        var headers = context.Request.Headers;
        var bytes = headers.ContainsKey("x-amz-decoded-content-length") ? Decode(body) : body;
        var metadata = headers.Where(h => h.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase));
        Put(key, new StoredObject(bytes, [.. metadata.Select(h => (h.Key, h.Value.ToString()))]));
        return Task.CompletedTask;
    }

    private Task Give(HttpContext context, string key)
    {
        StoredObject? stored;
        lock (objects)
            stored = objects.GetValueOrDefault(key);
        if (stored is null)
            return Fail(context, HttpStatusCode.NotFound, "NoSuchKey");
        foreach (var (name, value) in stored.Metadata)
            context.Response.Headers[name] = value;
        context.Response.ContentLength = stored.Bytes.Length;
        return context.Response.Body.WriteAsync(stored.Bytes).AsTask();
    }

    // Chunks, each with its length and signature: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
    private static byte[] Decode(byte[] body)
    {
        var decoded = new MemoryStream();
        for (var at = 0; ; )
        {
            var line = Encoding.ASCII.GetString(body, at, Array.IndexOf(body, (byte)'\r', at) - at);
            var length = Convert.ToInt32(line.Split(';')[0], 16);
            if (length == 0)
                return decoded.ToArray();
            at += line.Length + 2;
            decoded.Write(body, at, length);
            at += length + 2;
        }
    }

    private static Task Fail(HttpContext context, HttpStatusCode status, string code)
    {
        context.Response.StatusCode = (int)status;
        return context.Response.WriteAsync($"<Error><Code>{code}</Code><Message>{code}.</Message></Error>");
    }

    private sealed record StoredObject(byte[] Bytes, IReadOnlyList<(string Name, string Value)> Metadata);
}
