using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Page;
using ClothesClassification.LocalGateway.Requests;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Console;

/// <summary>What the page asks for, and the local likeness of the TEST in API Gateway's console.</summary>
internal sealed class ConsoleEndpoints(
    ApiDescription api,
    SampleFiles samples,
    RecentRequests recent,
    Func<ApiRequest, CancellationToken, Task<Exchange>> send
)
{
    public const string Prefix = "/_local/";

    // A request of 10 MB as base64, and its headers.
    private const int LargestTest = 15 * 1024 * 1024;

    // Room for the fields of an event beside its body.
    private const int EventFields = 16 * 1024;

    public Task HandleAsync(HttpContext context)
    {
        if (!HostGuard.IsSameOrigin(context.Request))
            return Plain.MessageAsync(
                context,
                StatusCodes.Status403Forbidden,
                "This is for the gateway's own page; pages of other origins use the API."
            );
        return (context.Request.Method, context.Request.Path.Value![Prefix.Length..]) switch
        {
            ("GET", "config") => Plain.JsonAsync(
                context,
                StatusCodes.Status200OK,
                Config(context.Request),
                ConsoleJsonContext.Default.ConfigDocument
            ),
            ("GET", "recent") when HostGuard.IsFromThisMachine(context) => Plain.JsonAsync(
                context,
                StatusCodes.Status200OK,
                recent.List(),
                ConsoleJsonContext.Default.RecentDocument
            ),
            ("POST", "test") => TestAsync(context),
            _ => Plain.MessageAsync(context, StatusCodes.Status404NotFound, "There is no such endpoint."),
        };
    }

    private ConfigDocument Config(HttpRequest request)
    {
        var predict = api.Routes.FirstOrDefault(r => r is { Path: "/predict", Method: "POST" or "ANY" });
        return new ConfigDocument(
            $"{request.Scheme}://{request.Host}/{api.Stage.Name}/predict",
            api.Stage.Name,
            api.Function.Name,
            predict?.ApiKeyRequired ?? false,
            (PayloadLimits.Invocation - EventFields) / 4 * 3,
            samples.Paths
        );
    }

    private async Task TestAsync(HttpContext context)
    {
        // Another type would be sent by a page of another origin without asking first.
        if (!context.Request.HasJsonContentType())
        {
            await Plain
                .MessageAsync(
                    context,
                    StatusCodes.Status415UnsupportedMediaType,
                    "Send the request to test as application/json."
                )
                .ConfigureAwait(false);
            return;
        }

        var json = await BodyReader
            .ReadAsync(context.Request, LargestTest, context.RequestAborted)
            .ConfigureAwait(false);
        if (json is null)
        {
            await Plain
                .MessageAsync(
                    context,
                    StatusCodes.Status413PayloadTooLarge,
                    $"A request to test has at most {LargestTest} bytes."
                )
                .ConfigureAwait(false);
            return;
        }

        ApiRequest request;
        try
        {
            request = Read(context, json);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            await Plain
                .MessageAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    $"The request to test is no such request: {e.Message}"
                )
                .ConfigureAwait(false);
            return;
        }

        var exchange = await send(request, context.RequestAborted).ConfigureAwait(false);
        await Plain
            .JsonAsync(
                context,
                StatusCodes.Status200OK,
                Describe(exchange),
                ConsoleJsonContext.Default.TestAnswerDocument
            )
            .ConfigureAwait(false);
    }

    private ApiRequest Read(HttpContext context, byte[] json)
    {
        var test =
            JsonSerializer.Deserialize(json, ConsoleJsonContext.Default.TestRequestDocument)
            ?? throw new JsonException("null");
        if (!test.Path.StartsWith('/'))
            throw new FormatException("path has to begin with /.");
        if (test.Method.Length == 0 || !test.Method.All(char.IsAsciiLetterUpper))
            throw new FormatException("method has to be a method in capitals.");
        var body = test.IsBase64Encoded
            ? Convert.FromBase64String(test.Body ?? "")
            : Encoding.UTF8.GetBytes(test.Body ?? "");
        var headers = (test.Headers ?? new Dictionary<string, string>())
            .Where(h => !h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase))
            .Select(h => (h.Key, h.Value ?? ""))
            .Append(("Host", context.Request.Host.Value ?? ""))
            .ToList();
        if (headers.Find(h => !HeaderSyntax.IsName(h.Item1) || !HeaderSyntax.IsValue(h.Item2)).Item1 is { } wrong)
            throw new FormatException($"headers: '{wrong}' is not a header.");
        var mark = test.Path.IndexOf('?', StringComparison.Ordinal);
        return new ApiRequest
        {
            Method = test.Method,
            Path = $"/{api.Stage.Name}{(mark < 0 ? test.Path : test.Path[..mark])}",
            Query = mark < 0 ? "" : test.Path[(mark + 1)..],
            Headers = headers,
            SourceIp = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
            Port = context.Connection.LocalPort,
            ReadBody = (most, _) => ValueTask.FromResult(body.Length > most ? null : body),
            WantsLog = true,
        };
    }

    private static TestAnswerDocument Describe(Exchange exchange)
    {
        var answer = exchange.Answer!;
        var isText = Utf8.IsValid(answer.Body.Span);
        return new TestAnswerDocument(
            exchange.Event.IsEmpty ? null : JsonElement.Parse(exchange.Event.Span),
            new TestResponseDocument(
                answer.Status,
                answer
                    .Headers.GroupBy(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g]),
                isText ? Encoding.UTF8.GetString(answer.Body.Span) : Convert.ToBase64String(answer.Body.Span),
                !isText
            ),
            Latency.Of(exchange),
            exchange.Result?.ColdStart ?? false,
            exchange.Result?.Log ?? [],
            answer.Error?.Reason
        );
    }
}
