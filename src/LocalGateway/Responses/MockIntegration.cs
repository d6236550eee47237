using System.Text;
using System.Text.Json;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Requests;

namespace ClothesClassification.LocalGateway.Responses;

/// <summary>Responds to the requests of a MOCK route, such as OPTIONS for CORS. Templates are used without substitution.</summary>
internal sealed class MockIntegration(IReadOnlyList<string> binaryMediaTypes)
{
    private const string HeaderPrefix = "method.response.header.";

    /// <exception cref="GatewayException">The integration has no response to this request.</exception>
    public MethodResponse Respond(IntegrationDescription integration, ApiRequest request, RequestIds ids)
    {
        var type = MediaTypes.First(request.Header("Content-Type")) ?? MediaTypes.Default;
        if (
            integration.ContentHandling != IntegrationDescription.ConvertToText
            && MediaTypes.IsBinary(binaryMediaTypes, type)
        )
            throw GatewayErrors.Configuration(
                $"{type} is a binary media type of this API, and a MOCK needs text. "
                    + "Give the integration contentHandling CONVERT_TO_TEXT."
            );
        if (!integration.RequestTemplates.TryGetValue(type, out var template))
            throw integration.RequestTemplates.Count == 0
                ? GatewayErrors.Configuration("The MOCK has no request template, which chooses the status.")
                : GatewayErrors.UnsupportedMediaType($"The MOCK has no request template for {type}.");
        var status =
            StatusOf(template)
            ?? throw GatewayErrors.Configuration(
                "The MOCK's request template is not of the form {\"statusCode\": 200}."
            );
        return Write(
            integration.Responses.FirstOrDefault(r => r.StatusCode == status)
                ?? throw GatewayErrors.Configuration($"The MOCK has no response of status {status}."),
            ids
        );
    }

    private static MethodResponse Write(IntegrationResponseDescription description, RequestIds ids)
    {
        var response = new MethodResponse { Status = description.StatusCode };
        response.Headers["x-amzn-RequestId"] = ids.RequestId;
        response.Headers["x-amz-apigw-id"] = ids.ExtendedId;
        foreach (var (name, value) in description.ResponseParameters)
            response.Headers[name[HeaderPrefix.Length..]] = value[1..^1];
        if (description.ResponseTemplates.Count > 0)
        {
            var (type, text) = description.ResponseTemplates.First();
            response.Body = Encoding.UTF8.GetBytes(text);
            response.Headers.TryAdd("Content-Type", type);
        }

        response.Headers.TryAdd("Content-Type", MediaTypes.Default);
        return response;
    }

    private static int? StatusOf(string template)
    {
        try
        {
            using var json = JsonDocument.Parse(template);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("statusCode", out var status)
                && status.ValueKind == JsonValueKind.Number
                && status.TryGetInt32(out var number)
                ? number
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
