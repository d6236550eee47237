using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Page;
using ClothesClassification.LocalGateway.Pipeline;
using ClothesClassification.LocalGateway.Requests;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Console;

/// <summary>Endpoints of the page, and a local counterpart of "Test" in API Gateway's console.</summary>
internal sealed class ConsoleEndpoints(
    ApiDescription api,
    string? samplesFolder,
    BodyReader bodies,
    RecentRequests recent,
    Func<ApiRequest, CancellationToken, Task<HttpExchange>> send
)
{
    public const string Prefix = "/_local";

    // A request of 10 MB as base64, and its headers.
    private const int MaxTestBytes = 15 * 1024 * 1024;

    // Room for the fields of an event beside its body.
    private const int EventFields = 16 * 1024;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (!HostGuard.IsSameOrigin(context.Request))
            return JsonResponse.Message(
                StatusCodes.Status403Forbidden,
                "This is for the gateway's own page; pages of other origins use the API."
            );
        return (context.Request.Method, context.Request.Path.Value![Prefix.Length..]) switch
        {
            ("GET", "/config") => Results.Json(Config(context.Request), ConsoleJsonContext.Default.ConfigDocument),
            ("GET", "/recent") when HostGuard.IsFromThisMachine(context) => Results.Json(
                recent.List(),
                ConsoleJsonContext.Default.RecentDocument
            ),
            ("POST", "/test") => await TestAsync(context).ConfigureAwait(false),
            _ => JsonResponse.Message(StatusCodes.Status404NotFound, "There is no such endpoint."),
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
            samplesFolder is null ? [] : SampleFiles.Paths(samplesFolder)
        );
    }

    private async Task<IResult> TestAsync(HttpContext context)
    {
        // A page of another origin could send other media types without a preflight request.
        if (!context.Request.HasJsonContentType())
            return JsonResponse.Message(
                StatusCodes.Status415UnsupportedMediaType,
                "Send the request to test as application/json."
            );
        var length = Math.Min(BodyReader.LengthOf(context) ?? MaxTestBytes, MaxTestBytes);
        using var reservation = bodies.TryReserve(length);
        if (reservation is null)
            return JsonResponse.Message(StatusCodes.Status429TooManyRequests, BodyReader.Full);
        var json = await BodyReader
            .ReadAsync(context.Request, MaxTestBytes, context.RequestAborted)
            .ConfigureAwait(false);
        if (json is null)
            return JsonResponse.Message(
                StatusCodes.Status413PayloadTooLarge,
                $"A request to test has at most {MaxTestBytes} bytes."
            );
        try
        {
            var exchange = await send(Read(context, json), context.RequestAborted).ConfigureAwait(false);
            return Results.Json(Describe(exchange), ConsoleJsonContext.Default.TestResultDocument);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return JsonResponse.Message(
                StatusCodes.Status400BadRequest,
                $"The request to test is invalid: {e.Message}"
            );
        }
    }

    private ApiRequest Read(HttpContext context, byte[] json)
    {
        var test =
            JsonSerializer.Deserialize(json, ConsoleJsonContext.Default.TestRequestDocument)
            ?? throw new JsonException("null");
        if (!test.Path.StartsWith('/'))
            throw new FormatException("path must begin with /.");
        if (test.Method.Length == 0 || !test.Method.All(char.IsAsciiLetterUpper))
            throw new FormatException("method must be in capital letters.");
        var body = test.IsBase64Encoded
            ? Convert.FromBase64String(test.Body ?? "")
            : Encoding.UTF8.GetBytes(test.Body ?? "");
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var (name, value) in test.Headers ?? new Dictionary<string, string>())
            headers[name] =
                HeaderSyntax.IsName(name) && HeaderSyntax.IsValue(value ?? "")
                    ? value ?? ""
                    : throw new FormatException($"headers: '{name}' is not a header.");
        headers.Host = context.Request.Host.Value;
        var mark = test.Path.IndexOf('?', StringComparison.Ordinal);
        return new ApiRequest
        {
            Method = test.Method,
            Path = $"/{api.Stage.Name}{(mark < 0 ? test.Path : test.Path[..mark])}",
            Query = mark < 0 ? "" : test.Path[(mark + 1)..],
            Headers = headers,
            SourceIp = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
            Port = context.Connection.LocalPort,
            BodyLength = body.Length,
            ReadBody = (maxBytes, _) => ValueTask.FromResult(body.Length > maxBytes ? null : body),
            WantsLog = true,
        };
    }

    private static TestResultDocument Describe(HttpExchange exchange)
    {
        var response = exchange.Response;
        var isText = Utf8.IsValid(response.Body.Span);
        return new TestResultDocument(
            exchange.Event.IsEmpty ? null : JsonElement.Parse(exchange.Event.Span),
            new TestResponseDocument(
                response.Status,
                response.Headers.ToDictionary(h => h.Key, IReadOnlyList<string> (h) => [.. h.Value.OfType<string>()]),
                isText ? Encoding.UTF8.GetString(response.Body.Span) : Convert.ToBase64String(response.Body.Span),
                !isText
            ),
            Latency.Of(exchange),
            exchange.Result?.ColdStart ?? false,
            exchange.Result?.Log ?? [],
            response.Error?.Reason
        );
    }
}
