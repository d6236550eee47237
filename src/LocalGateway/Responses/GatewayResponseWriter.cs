using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Requests;

namespace ClothesClassification.LocalGateway.Responses;

/// <summary>
/// Makes a response of an error: API Gateway's own, or as the description changes it. Variables:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html"/>.
/// </summary>
internal sealed partial class GatewayResponseWriter(ApiDescription api)
{
    private const string Json = "application/json";
    private const string HeaderPrefix = "gatewayresponse.header.";
    private const string RequestHeaderPrefix = "method.request.header.";
    private const string ContextPrefix = "context.";
    private const string StageVariablesPrefix = "stageVariables.";

    public MethodResponse Write(GatewayException error, ApiRequest request, RequestIds ids)
    {
        var change = Find(error);
        var response = new MethodResponse { Status = change?.StatusCode ?? error.Status, Error = error };
        response.Headers["x-amzn-RequestId"] = ids.RequestId;
        response.Headers["x-amzn-ErrorType"] = error.ErrorType;
        response.Headers["x-amz-apigw-id"] = ids.ExtendedId;
        // AWS sends it only where the API's gateway responses have it, as Terraform's do.
        if (error.RetryAfter is { } seconds)
            response.Headers["Retry-After"] = seconds;
        var scope = new Scope(api, error, request, ids);
        foreach (var (name, value) in change?.ResponseParameters ?? new Dictionary<string, string>())
            response.Headers[name[HeaderPrefix.Length..]] = scope.Resolve(value);
        var (mediaType, template) = change is null ? (Json, null) : Choose(change.ResponseTemplates, request);
        response.Headers.TryAdd("Content-Type", mediaType);
        var body = template is null
            ? $"{{\"message\":{(error.Spaced && change is null ? " " : "")}{Quote(error.Message)}}}"
            : Variable().Replace(template, match => scope.Value(match.Groups[1].Value) ?? match.Value);
        response.Body = Encoding.UTF8.GetBytes(body);
        return response;
    }

    private GatewayResponseDescription? Find(GatewayException error)
    {
        if (error.Type.Length == 0)
            return null;
        if (api.GatewayResponses.TryGetValue(error.Type, out var own))
            return own;
        return api.GatewayResponses.GetValueOrDefault(
            error.Status < 500 ? GatewayErrors.Default4xx : GatewayErrors.Default5xx
        );
    }

    // The template of the type that the caller asks for; else the one of JSON; else the first.
    private static (string MediaType, string? Template) Choose(
        IReadOnlyDictionary<string, string> templates,
        ApiRequest request
    )
    {
        if (templates.Count == 0)
            return (Json, null);
        var accepted = MediaTypes.First(request.Header("Accept"));
        if (accepted is not null && templates.TryGetValue(accepted, out var wanted))
            return (accepted, wanted);
        if (templates.TryGetValue(Json, out var json))
            return (Json, json);
        var (type, template) = templates.First();
        return (type, template);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.Default)}\"";

    [GeneratedRegex(@"\$((?:context|stageVariables)\.[A-Za-z]+(?:\.[A-Za-z]+)*)")]
    private static partial Regex Variable();

    private sealed class Scope(ApiDescription api, GatewayException error, ApiRequest request, RequestIds ids)
    {
        /// <summary>Value of a response parameter.</summary>
        public string Resolve(string parameter)
        {
            if (parameter.StartsWith('\''))
                return parameter[1..^1];
            if (parameter.StartsWith(RequestHeaderPrefix, StringComparison.Ordinal))
                return request.Header(parameter[RequestHeaderPrefix.Length..]) ?? "";
            return Value(parameter) ?? "";
        }

        /// <summary>Value of a variable; null where there is none of this name.</summary>
        public string? Value(string name)
        {
            if (name.StartsWith(StageVariablesPrefix, StringComparison.Ordinal))
                return api.Stage.Variables.GetValueOrDefault(name[StageVariablesPrefix.Length..]);
            return name[ContextPrefix.Length..] switch
            {
                "error.message" => error.Message,
                "error.messageString" => Quote(error.Message),
                "error.responseType" => error.Type,
                "error.validationErrorString" => error.ValidationError,
                "requestId" => ids.RequestId,
                "extendedRequestId" => ids.ExtendedId,
                "apiId" => api.Id,
                "stage" => api.Stage.Name,
                "httpMethod" => request.Method,
                "path" => request.Path,
                "identity.sourceIp" => request.SourceIp,
                _ => null,
            };
        }
    }
}
