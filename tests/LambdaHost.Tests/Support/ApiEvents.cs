using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>Events as API Gateway, a function URL or a load balancer make them, for a request that a test describes.</summary>
internal static class ApiEvents
{
    public const string ApiRequestId = "JKJaXmPLvHcESHA=";

    /// <summary>A REST API's proxy event, payload format 1.0, with all that AWS documents for it.</summary>
    public static byte[] Rest(Request request) =>
        Utf8(
            new JsonObject
            {
                ["resource"] = request.Path,
                ["path"] = request.Path,
                ["httpMethod"] = request.Method,
                ["headers"] = Map(request.Headers),
                ["multiValueHeaders"] = MultiMap(request.Headers),
                ["queryStringParameters"] = Map(request.Query),
                ["multiValueQueryStringParameters"] = MultiMap(request.Query),
                ["pathParameters"] = null,
                ["stageVariables"] = new JsonObject { ["alias"] = "live" },
                ["requestContext"] = new JsonObject
                {
                    ["resourceId"] = "2gxmpl",
                    ["resourcePath"] = request.Path,
                    ["httpMethod"] = request.Method,
                    ["extendedRequestId"] = ApiRequestId,
                    ["requestTime"] = "10/Mar/2026:06:10:39 +0000",
                    ["requestTimeEpoch"] = 1773123039000,
                    ["path"] = "/prod" + request.Path,
                    ["accountId"] = "123456789012",
                    ["protocol"] = "HTTP/1.1",
                    ["stage"] = "prod",
                    ["domainPrefix"] = "70ixmpl4fl",
                    ["domainName"] = "70ixmpl4fl.execute-api.eu-central-1.amazonaws.com",
                    ["apiId"] = "70ixmpl4fl",
                    ["requestId"] = ApiRequestId,
                    ["identity"] = new JsonObject
                    {
                        ["sourceIp"] = "192.0.2.1",
                        ["user"] = null,
                        ["apiKey"] = "k3y-of-a-client",
                    },
                    ["authorizer"] = new JsonObject { ["claims"] = new JsonObject { ["sub"] = "someone" } },
                },
                ["body"] = request.BodyText,
                ["isBase64Encoded"] = request.IsBase64,
            }
        );

    /// <summary>What a load balancer sends where multi-value headers are on.</summary>
    public static byte[] MultiValueOnly(Request request) =>
        LoadBalancer(
            request,
            ("multiValueQueryStringParameters", MultiMap(Escaped(request.Query)) ?? []),
            ("multiValueHeaders", MultiMap(request.Headers) ?? [])
        );

    /// <summary>What a load balancer sends where multi-value headers are off, as they are by default.</summary>
    public static byte[] LoadBalancer(Request request) =>
        LoadBalancer(
            request,
            ("queryStringParameters", Map(Escaped(request.Query)) ?? []),
            ("headers", Map(request.Headers) ?? [])
        );

    private static byte[] LoadBalancer(
        Request request,
        (string Name, JsonObject Value) query,
        (string Name, JsonObject Value) headers
    ) =>
        Utf8(
            new JsonObject
            {
                ["requestContext"] = new JsonObject { ["elb"] = new JsonObject { ["targetGroupArn"] = "arn:aws:elb" } },
                ["httpMethod"] = request.Method,
                ["path"] = request.Path,
                [query.Name] = query.Value,
                [headers.Name] = headers.Value,
                ["body"] = request.BodyText ?? "",
                ["isBase64Encoded"] = request.IsBase64,
            }
        );

    // A load balancer leaves the query as the client has escaped it, and clients may escape any character.
    private static IEnumerable<(string Name, string Value)> Escaped(IEnumerable<(string Name, string Value)> query) =>
        query.Select(pair => (Escape(pair.Name), Escape(pair.Value)));

    private static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:X2}"));

    /// <summary>An HTTP API's event, payload format 2.0, of a stage with a name.</summary>
    public static byte[] Http(Request request) => Version2(request, "prod", "/prod");

    /// <summary>A function URL's event: payload format 2.0 of the stage $default.</summary>
    public static byte[] FunctionUrl(Request request) => Version2(request, "$default", "");

    public static byte[] Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>A direct invocation.</summary>
    public static byte[] Direct(string url) => Utf8(new JsonObject { ["url"] = url });

    /// <inheritdoc cref="Direct(string)"/>
    public static byte[] Direct(byte[] photo) => Utf8(new JsonObject { ["image"] = Convert.ToBase64String(photo) });

    private static byte[] Version2(Request request, string stage, string prefix) =>
        Utf8(
            new JsonObject
            {
                ["version"] = "2.0",
                ["routeKey"] = "$default",
                ["rawPath"] = prefix + request.Path,
                ["rawQueryString"] = string.Join('&', request.Query.Select(p => $"{p.Name}={p.Value}")),
                // Format 2.0 has lower-case names and joins several values of a name with commas.
                ["headers"] = Map(
                    request.Headers.Select(h => (Name: h.Name.ToLowerInvariant(), h.Value)),
                    joined: true
                ),
                ["queryStringParameters"] = Map(request.Query, joined: true),
                ["requestContext"] = new JsonObject
                {
                    ["accountId"] = "anonymous",
                    ["apiId"] = "r3pmxmplak",
                    ["domainName"] = "r3pmxmplak.lambda-url.eu-central-1.on.aws",
                    ["http"] = new JsonObject
                    {
                        ["method"] = request.Method,
                        ["path"] = prefix + request.Path,
                        ["protocol"] = "HTTP/1.1",
                        ["sourceIp"] = "192.0.2.1",
                        ["userAgent"] = "curl/8.5.0",
                    },
                    ["requestId"] = ApiRequestId,
                    ["routeKey"] = "$default",
                    ["stage"] = stage,
                    ["time"] = "10/Mar/2026:06:10:39 +0000",
                    ["timeEpoch"] = 1773123039000,
                },
                ["body"] = request.BodyText,
                ["isBase64Encoded"] = request.IsBase64,
            }
        );

    private static JsonObject? Map(IEnumerable<(string Name, string Value)> pairs, bool joined = false)
    {
        var groups = pairs.GroupBy(pair => pair.Name).ToList();
        return groups.Count == 0
            ? null
            : new JsonObject(
                groups.Select(group => new KeyValuePair<string, JsonNode?>(
                    group.Key,
                    joined ? string.Join(',', group.Select(pair => pair.Value)) : group.Last().Value
                ))
            );
    }

    private static JsonObject? MultiMap(IEnumerable<(string Name, string Value)> pairs)
    {
        var groups = pairs.GroupBy(pair => pair.Name).ToList();
        return groups.Count == 0
            ? null
            : new JsonObject(
                groups.Select(group => new KeyValuePair<string, JsonNode?>(
                    group.Key,
                    new JsonArray([.. group.Select(pair => (JsonNode)pair.Value)])
                ))
            );
    }
}

/// <summary>An HTTP request, before a gateway makes an event of it.</summary>
internal sealed record Request(string Method, string Path)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>What the event's body holds; null where the request has none.</summary>
    public string? BodyText { get; init; }

    public bool IsBase64 { get; init; }

    public static Request Get(string path) => new("GET", path);

    /// <summary>POST /predict with a text body.</summary>
    public static Request Json(string body) => Text("application/json", body);

    public static Request Json(JsonNode body) => Json(body.ToJsonString());

    public static Request Text(string contentType, string body) =>
        new("POST", "/predict") { Headers = [("Content-Type", contentType)], BodyText = body };

    /// <summary>POST /predict with a body that the gateway encodes.</summary>
    public static Request Binary(string contentType, byte[] body) =>
        new("POST", "/predict")
        {
            Headers = [("Content-Type", contentType)],
            BodyText = Convert.ToBase64String(body),
            IsBase64 = true,
        };

    /// <summary>POST /predict with a form whose boundary is b.</summary>
    public static Request Form(Form form) => Binary("multipart/form-data; boundary=b", form.Bytes());

    public static Request Url(string url) => Json(new JsonObject { ["url"] = url });

    public static Request Image(byte[] photo) => Json(new JsonObject { ["image"] = Convert.ToBase64String(photo) });

    public Request WithQuery(params (string Name, string Value)[] query) => this with { Query = query };

    public Request WithHeader(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public static string Quoted(string text) => JsonSerializer.Serialize(text);
}
