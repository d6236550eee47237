using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ClothesClassification.Cli.Tests.Remote;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.Cli.Tests.Batch;

/// <summary>
/// As much of S3 as a listing and reading need, two objects a page, and Step Functions' JSON API with answers that a test gives.
/// </summary>
internal sealed class FakeAws : IAsyncDisposable
{
    public const string Bucket = "answers";
    private const int ObjectsAPage = 2;
    private readonly SortedDictionary<string, string> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<JsonElement, (int Status, string Json)>> actions = [];
    private FakeApi api = null!;

    private FakeAws() { }

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

    public static async Task<FakeAws> StartAsync()
    {
        var aws = new FakeAws();
        aws.api = await FakeApi.StartAsync(aws.AnswerAsync);
        return aws;
    }

    public void Put(string key, params string[] lines) =>
        objects[key] = string.Concat(lines.Select(line => $"{line}\n"));

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
            ["", Bucket, var key] when objects.TryGetValue(key, out var text) => context.Response.WriteAsync(text),
            ["", Bucket, _] => Fail(context, HttpStatusCode.NotFound, "NoSuchKey"),
            ["", "private", ..] => Fail(context, HttpStatusCode.Forbidden, "AccessDenied"),
            _ => Fail(context, HttpStatusCode.NotFound, "NoSuchBucket"),
        };
    }

    private Task List(HttpContext context)
    {
        var query = context.Request.Query;
        var found = objects
            .Keys.Where(key => key.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal))
            .Where(key => string.CompareOrdinal(key, query["continuation-token"].ToString()) > 0)
            .ToList();
        var page = found.Take(ObjectsAPage).ToList();
        XNamespace ns = "http://s3.amazonaws.com/doc/2006-03-01/";
        var list = new XElement(
            ns + "ListBucketResult",
            new XElement(ns + "IsTruncated", found.Count > page.Count),
            new XElement(ns + "NextContinuationToken", page.LastOrDefault()),
            page.Select(key => new XElement(
                ns + "Contents",
                new XElement(ns + "Key", key),
                new XElement(ns + "LastModified", "2026-01-01T00:00:00.000Z"),
                new XElement(ns + "Size", Encoding.UTF8.GetByteCount(objects[key]))
            ))
        );
        return context.Response.WriteAsync(list.ToString());
    }

    private static Task Fail(HttpContext context, HttpStatusCode status, string code)
    {
        context.Response.StatusCode = (int)status;
        return context.Response.WriteAsync($"<Error><Code>{code}</Code><Message>{code}.</Message></Error>");
    }
}
