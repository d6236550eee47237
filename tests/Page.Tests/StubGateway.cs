using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.Page.Tests;

/// <summary>
/// What the page needs of the local gateway: its files, its configuration, and an API that answers with the shipped model.
/// </summary>
internal sealed class StubGateway : IAsyncDisposable
{
    /// <summary>What the API says where its model has no evidence.</summary>
    public const string NoEvidence = "The model pets gives no evidence; leave out explain.";

    public const string Key = "page-test-key";

    /// <summary>What a photo may have: as base64 it has to fit a Lambda invocation's payload, 6 MB, with 16 KB for the rest of the event.</summary>
    public const int MaxPayloadBytes = (6 * 1024 * 1024 - 16 * 1024) / 4 * 3;

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication app;
    private readonly ImageClassifier classifier;
    private readonly ConcurrentQueue<SentPhoto> sent = new();
    private readonly ConcurrentQueue<object> recent = new();
    private int invocations;
    private int toThrottle;

    private StubGateway(WebApplication app, ImageClassifier classifier)
    {
        this.app = app;
        this.classifier = classifier;
    }

    public string Origin => app.Urls.Single();

    /// <summary>What was sent to be classified, in the order in which it came.</summary>
    public IReadOnlyList<SentPhoto> Sent => [.. sent];

    /// <summary>Whether the API gives evidence where it is asked for it.</summary>
    public bool GivesEvidence { get; set; } = true;

    /// <summary>The next invocation is a cold start.</summary>
    public void EndFunction() => invocations = 0;

    /// <summary>Refuses so many of the next requests, as a usage plan whose rate is exceeded.</summary>
    public void Throttle(int requests) => toThrottle = requests;

    public static async Task<StubGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(o =>
        {
            o.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
            o.Listen(IPAddress.Loopback, 0);
        });
        var stub = new StubGateway(builder.Build(), ImageClassifier.Load(SharedData.ModelFolder));
        stub.Map();
        await stub.app.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        classifier.Dispose();
    }

    private void Map()
    {
        app.Use(
            (context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return next(context);
            }
        );
        app.MapGet("/_local/config", Config);
        app.MapPost("/_local/test", (Delegate)TestAsync);
        app.MapGet("/_local/recent", () => Results.Json(new { requests = recent.Reverse() }));
        app.MapPost("/test/predict", PredictAsync);
        app.MapGet(
            "/samples/{name}",
            (string name) =>
                Results.Bytes(
                    TestPhotos.Sample(name),
                    name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg"
                )
        );
        app.MapGet("/", () => PageFile("index.html"));
        app.MapGet("/{name}", (string name) => PageFile(name));
    }

    private static IResult Config() =>
        Results.Json(
            new
            {
                predictUrl = "/test/predict",
                stage = "test",
                functionName = "clothes-classification",
                apiKeyRequired = true,
                maxPayloadBytes = MaxPayloadBytes,
                samples = TestPhotos.Samples.Select(s => $"/samples/{s}"),
            }
        );

    private static IResult PageFile(string name)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "src/LocalGateway/Page", Path.GetFileName(name));
        new FileExtensionContentTypeProvider().TryGetContentType(path, out var type);
        return File.Exists(path) ? Results.File(path, type) : Results.NotFound();
    }

    private async Task PredictAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var key = context.Request.Headers["x-api-key"].ToString();
        sent.Enqueue(
            new SentPhoto(context.Request.ContentType, key, body.ToArray(), context.Request.QueryString.Value ?? "")
        );
        var cold = invocations == 0;
        var asked = key == Key && Interlocked.Decrement(ref toThrottle) < 0;
        var response =
            key != Key ? Gateway(403, "Forbidden")
            : asked ? Answer(context.Request.ContentType, body.ToArray(), context.Request.Query["explain"] == "true")
            : Gateway(429, "Too Many Requests");
        recent.Enqueue(
            new
            {
                time = TimeProvider.System.GetUtcNow(),
                method = "POST",
                path = "/test/predict",
                status = response.Status,
                requestId = "b1c6",
                latencyMs = Latency(asked, cold),
                coldStart = asked && cold,
            }
        );
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(response.Body);
    }

    private async Task<IResult> TestAsync(HttpContext context)
    {
        var asked = (await JsonNode.ParseAsync(context.Request.Body))!;
        var text = (string?)asked["body"] ?? "";
        var body = (bool)asked["isBase64Encoded"]!
            ? Convert.FromBase64String(text)
            : System.Text.Encoding.UTF8.GetBytes(text);
        var headers = asked["headers"]!
            .AsObject()
            .ToDictionary(h => h.Key, h => (string?)h.Value ?? "", StringComparer.OrdinalIgnoreCase);
        var cold = invocations == 0;
        // As for any caller: the key counts here, too.
        var allowed = headers.GetValueOrDefault("x-api-key") == Key;
        var response = allowed ? Answer(headers.GetValueOrDefault("content-type"), body) : Gateway(403, "Forbidden");
        return Results.Json(
            new
            {
                request = allowed
                    ? new
                    {
                        resource = "/predict",
                        path = asked["path"],
                        httpMethod = asked["method"],
                        headers,
                        requestContext = new { stage = "test-invoke-stage" },
                        body = text,
                        isBase64Encoded = asked["isBase64Encoded"],
                    }
                    : null,
                response = new
                {
                    statusCode = response.Status,
                    headers = response.Headers.ToDictionary(h => h.Key, h => new[] { h.Value }),
                    body = response.Body,
                    isBase64Encoded = false,
                },
                latencyMs = Latency(allowed, cold),
                coldStart = allowed && cold,
                log = allowed ? (string[])["START RequestId: 1", "END RequestId: 1"] : [],
                reason = allowed ? null : "The request has no key that the API knows.",
            }
        );
    }

    private StubResponse Answer(string? contentType, byte[] body, bool explain = false)
    {
        var cold = Interlocked.Increment(ref invocations) == 1;
        try
        {
            var photo = contentType == "application/json" ? Fetch(body) : body;
            if (explain && !GivesEvidence)
                return Problem(400, "A field has a value of the wrong kind", NoEvidence);
            var answer = classifier.Classify(
                photo,
                new ClassifyOptions { Evidence = explain ? EvidenceMethod.Output : EvidenceMethod.None }
            );
            return Predicted(answer, cold);
        }
        catch (PhotoException e)
        {
            return Problem(422, "Not a photo that can be classified", e.Message);
        }
        catch (JsonException)
        {
            return Problem(400, "Malformed JSON", "The body is not JSON; send {\"url\": \"...\"}.");
        }
    }

    // Only its own samples: a test needs no other address.
    private static byte[] Fetch(byte[] body)
    {
        var address = new Uri((string)JsonNode.Parse(body)!["url"]!);
        return TestPhotos.Sample(Path.GetFileName(address.AbsolutePath));
    }

    private static StubResponse Predicted(Classification answer, bool cold)
    {
        string Time(TimeSpan t) => t.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
        var d = answer.Durations;
        var body = new
        {
            label = answer.Best.Label,
            score = answer.Best.Score,
            predictions = answer.Predictions.Select(p => new
            {
                label = p.Label,
                score = p.Score,
                logit = p.Logit,
            }),
            photo = new { width = answer.Size.Width, height = answer.Size.Height },
            model = new { name = answer.ModelName, version = answer.ModelVersion },
            requestId = "b1c6",
            coldStart = cold,
            confident = answer.Confidence?.IsConfident,
            reason = answer.Confidence?.Reason.Code(),
            evidence = answer.Evidence?[answer.Best.Label] is { } map
                ? new
                {
                    label = map.Label,
                    rows = map.Rows,
                    columns = map.Columns,
                    values = map.AsSpan().ToArray().Chunk(map.Columns),
                    beside = map.Beside,
                }
                : null,
        };
        return new StubResponse(
            200,
            new()
            {
                ["Content-Type"] = "application/json",
                ["Server-Timing"] =
                    $"decode;dur={Time(d.Decode)}, resize;dur={Time(d.Resize)}, model;dur={Time(d.Model)}, total;dur={Time(d.Total)}",
            },
            JsonSerializer.Serialize(body)
        );
    }

    private static StubResponse Problem(int status, string title, string detail) =>
        new(
            status,
            new() { ["Content-Type"] = "application/problem+json" },
            JsonSerializer.Serialize(
                new
                {
                    type = "urn:clothes-classification:problem:unsupported-format",
                    title,
                    status,
                    detail,
                    requestId = "b1c6",
                }
            )
        );

    private static StubResponse Gateway(int status, string message) =>
        new(status, new() { ["Content-Type"] = "application/json" }, $$"""{"message":"{{message}}"}""");

    private static object Latency(bool asked, bool cold) =>
        new
        {
            total = 12.5,
            function = asked ? 10.25 : 0,
            gateway = 2.25,
            init = asked && cold ? 310.5 : 0,
        };

    private sealed record StubResponse(int Status, Dictionary<string, string> Headers, string Body);
}

/// <summary>One request to classify.</summary>
internal sealed record SentPhoto(string? ContentType, string Key, byte[] Body, string Query = "");
