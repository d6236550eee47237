using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Requests;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Events;

/// <summary>
/// Writes the event of a Lambda proxy integration of a REST API (payload version 1.0), with every field of
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"/>.
/// A body is copied once: from the request into the event's buffer, as base64 where it is binary.
/// </summary>
internal sealed class ProxyEventWriter(ApiDescription api)
{
    private const int RoomForFields = 8 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        // The event is read by a JSON parser and never stands in HTML; a JSON body grows less this way.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly string[] AbsentIdentity =
    [
        "accountId",
        "caller",
        "clientCert",
        "cognitoAuthenticationProvider",
        "cognitoAuthenticationType",
        "cognitoIdentityId",
        "cognitoIdentityPoolId",
        "accessKey",
        "principalOrgId",
        "user",
        "userArn",
    ];

    private static readonly string[] HopByHop =
    [
        "Connection",
        "Content-Length",
        "Expect",
        "Keep-Alive",
        "Proxy-Authenticate",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    ];

    public ReadOnlyMemory<byte> Write(ProxyEvent source)
    {
        var type = MediaTypes.First(source.Request.Header("Content-Type")) ?? MediaTypes.Default;
        var isBinary = source.Body.Length > 0 && MediaTypes.IsBinary(api.BinaryMediaTypes, type);
        var size = isBinary ? Base64Size(source.Body.Length) : source.Body.Length * 9 / 8;
        var buffer = new ArrayBufferWriter<byte>(RoomForFields + size);
        using var writer = new Utf8JsonWriter(buffer, Options);
        var (request, match) = (source.Request, source.Match);
        writer.WriteStartObject();
        writer.WriteString("resource", match.Route.Description.Path);
        writer.WriteString("path", request.PathIn(api.Stage.Name));
        writer.WriteString("httpMethod", request.Method);
        WriteLists(writer, "headers", "multiValueHeaders", HeadersOf(source));
        WriteLists(
            writer,
            "queryStringParameters",
            "multiValueQueryStringParameters",
            QueryParameters.Parse(request.Query)
        );
        WriteMap(writer, "pathParameters", match.PathParameters);
        WriteMap(writer, "stageVariables", api.Stage.Variables);
        WriteContext(writer, source);
        WriteBody(writer, source.Body.Span, isBinary);
        writer.WriteBoolean("isBase64Encoded", isBinary);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static int Base64Size(int bytes) => (bytes + 2) / 3 * 4;

    private static IEnumerable<(string Name, string Value)> HeadersOf(ProxyEvent source)
    {
        var request = source.Request;
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers)
        {
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase))
                headers[name] = values;
        }

        headers.TryAdd("X-Amzn-Trace-Id", source.Ids.TraceRoot);
        var forwarded = request.Header("X-Forwarded-For");
        headers["X-Forwarded-For"] = forwarded is null ? request.SourceIp : $"{forwarded}, {request.SourceIp}";
        headers["X-Forwarded-Port"] = request.Port.ToString(CultureInfo.InvariantCulture);
        headers["X-Forwarded-Proto"] = "http";
        return headers.SelectMany(h => h.Value, (header, value) => (header.Key, value ?? ""));
    }

    // One map of the last value of each name, one of all; null where there is no name.
    private static void WriteLists(
        Utf8JsonWriter writer,
        string single,
        string multiple,
        IEnumerable<(string Name, string Value)> values
    )
    {
        var groups = values.GroupBy(v => v.Name, v => v.Value).ToList();
        if (groups.Count == 0)
        {
            writer.WriteNull(single);
            writer.WriteNull(multiple);
            return;
        }

        writer.WriteStartObject(single);
        foreach (var group in groups)
            writer.WriteString(group.Key, group.Last());
        writer.WriteEndObject();
        writer.WriteStartObject(multiple);
        foreach (var group in groups)
        {
            writer.WriteStartArray(group.Key);
            foreach (var value in group)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private void WriteContext(Utf8JsonWriter writer, ProxyEvent source)
    {
        var (request, route) = (source.Request, source.Match.Route);
        writer.WriteStartObject("requestContext");
        writer.WriteString("accountId", api.AccountId);
        writer.WriteString("apiId", api.Id);
        writer.WriteNull("authorizer");
        writer.WriteString("deploymentId", api.Stage.DeploymentId);
        writer.WriteString("domainName", request.Header("Host"));
        writer.WriteString("domainPrefix", api.Id);
        writer.WriteString("extendedRequestId", source.Ids.ExtendedId);
        writer.WriteString("httpMethod", request.Method);
        writer.WriteStartObject("identity");
        foreach (var name in AbsentIdentity)
            writer.WriteNull(name);
        if (source.Key is { } key)
        {
            writer.WriteString("apiKey", key.Value);
            writer.WriteString("apiKeyId", key.Id);
        }

        writer.WriteString("sourceIp", request.SourceIp);
        writer.WriteString("userAgent", request.Header("User-Agent"));
        writer.WriteEndObject();
        if (route.Description.OperationName is { } operation)
            writer.WriteString("operationName", operation);
        writer.WriteString("path", request.Path);
        writer.WriteString("protocol", request.Protocol);
        writer.WriteString("requestId", source.Ids.RequestId);
        writer.WriteString(
            "requestTime",
            source.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture)
        );
        writer.WriteNumber("requestTimeEpoch", source.Time.ToUnixTimeMilliseconds());
        writer.WriteString("resourceId", route.ResourceId);
        writer.WriteString("resourcePath", route.Description.Path);
        writer.WriteString("stage", api.Stage.Name);
        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, ReadOnlySpan<byte> body, bool isBinary)
    {
        if (body.IsEmpty)
            writer.WriteNull("body");
        else if (isBinary)
            writer.WriteBase64String("body", body);
        else if (Utf8.IsValid(body))
            writer.WriteString("body", body);
        else
            // Binary bytes are lost, as they are in API Gateway: the type is missing from binaryMediaTypes.
            writer.WriteString("body", Encoding.UTF8.GetString(body));
    }
}
