using System.Text;
using System.Text.Json;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Requests;

namespace ClothesClassification.LocalGateway.Answers;

/// <summary>Answers a MOCK route, such as the OPTIONS of a resource with CORS. Templates are taken as they stand.</summary>
internal sealed class MockIntegration(IReadOnlyList<string> binaryMediaTypes)
{
    private const string HeaderPrefix = "method.response.header.";

    public (GatewayAnswer? Answer, GatewayError? Error) Answer(
        IntegrationDescription integration,
        ApiRequest request,
        RequestIds ids
    )
    {
        var type = MediaTypes.First(request.Header("Content-Type")) ?? MediaTypes.Default;
        if (
            integration.ContentHandling != IntegrationDescription.ConvertToText
            && MediaTypes.IsBinary(binaryMediaTypes, type)
        )
            return (
                null,
                GatewayErrors.Configuration(
                    $"{type} is a binary media type of this API, so the request is no text, which a MOCK needs. "
                        + "Give the integration contentHandling CONVERT_TO_TEXT."
                )
            );
        if (!integration.RequestTemplates.TryGetValue(type, out var template))
            return (
                null,
                integration.RequestTemplates.Count == 0
                    ? GatewayErrors.Configuration(
                        "The MOCK has no request template, so it has no status to answer with."
                    )
                    : GatewayErrors.UnsupportedMediaType($"The MOCK has no request template for {type}.")
            );
        if (StatusOf(template) is not { } status)
            return (
                null,
                GatewayErrors.Configuration("The MOCK's request template is not of the form {\"statusCode\": 200}.")
            );
        var response = integration.Responses.FirstOrDefault(r => r.StatusCode == status);
        return response is null
            ? (null, GatewayErrors.Configuration($"The MOCK has no answer of status {status}."))
            : (Write(response, ids), null);
    }

    private static GatewayAnswer Write(IntegrationResponseDescription response, RequestIds ids)
    {
        var answer = new GatewayAnswer { Status = response.StatusCode };
        answer.Headers.Add(("x-amzn-RequestId", ids.RequestId));
        answer.Headers.Add(("x-amz-apigw-id", ids.ExtendedId));
        foreach (var (name, value) in response.ResponseParameters)
            answer.SetHeader(name[HeaderPrefix.Length..], value[1..^1]);
        if (response.ResponseTemplates.Count > 0)
        {
            var (type, text) = response.ResponseTemplates.First();
            answer.Body = Encoding.UTF8.GetBytes(text);
            if (!answer.HasHeader("Content-Type"))
                answer.Headers.Add(("Content-Type", type));
        }

        if (!answer.HasHeader("Content-Type"))
            answer.Headers.Add(("Content-Type", MediaTypes.Default));
        return answer;
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
