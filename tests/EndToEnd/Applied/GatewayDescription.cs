using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>
/// The local gateway's description of an API (src/LocalGateway/Description/api.schema.json) from what AWS has: a wrong path,
/// key requirement, media type or integration becomes a failed HTTP call.
/// </summary>
internal static class GatewayDescription
{
    /// <param name="alias">The alias that integrations have to name.</param>
    /// <exception cref="NotSupportedException">The API has more than one usage plan, which the gateway does not imitate.</exception>
    public static JsonNode Of(AppliedApi api, AppliedFunction function, string alias)
    {
        if (api.UsagePlans.Count > 1)
            throw new NotSupportedException($"{api.Name} has {api.UsagePlans.Count} usage plans.");
        var plan = api.UsagePlans.SingleOrDefault();
        return JsonSerializer.SerializeToNode(
            new
            {
                api.Name,
                api.Id,
                api.Region,
                Stage = new
                {
                    api.Stage.Name,
                    api.Stage.DeploymentId,
                    api.Stage.Variables,
                    Throttle = Throttle(api.Stage.RateLimit, api.Stage.BurstLimit),
                },
                api.BinaryMediaTypes,
                function,
                Routes = api.Methods.Select(method => Route(method, (function.Name, alias))),
                ApiKeys = plan?.Keys ?? [],
                UsagePlan = plan is null
                    ? null
                    : new
                    {
                        Throttle = Throttle(plan.RateLimit, plan.BurstLimit),
                        Quota = plan.QuotaLimit is { } limit ? new { limit, Period = plan.QuotaPeriod } : null,
                    },
                GatewayResponses = api.GatewayResponses.ToDictionary(r => r.ResponseType, GatewayResponse),
                Models = api.Models.ToDictionary(model => model.Name, model => JsonNode.Parse(model.Schema)),
            },
            JsonSerializerOptions.Web
        )!;
    }

    private static object Route(AppliedMethod method, (string Name, string? Qualifier) function) =>
        new
        {
            method.Path,
            Method = method.HttpMethod,
            method.ApiKeyRequired,
            method.RequestModels,
            RequestValidator = new
            {
                ValidateRequestBody = method.ValidatesBody,
                ValidateRequestParameters = method.ValidatesParameters,
            },
            Integration = Integration(method.Integration, function),
        };

    /// <summary>
    /// The gateway has one function. A route that AWS would pass to another one, or in a way that the gateway does not know,
    /// becomes a MOCK without any answer: the gateway's 500.
    /// </summary>
    private static object Integration(AppliedIntegration? integration, (string Name, string? Qualifier) function) =>
        integration switch
        {
            { Type: "AWS_PROXY" } when integration.Function == function => new
            {
                integration.Type,
                TimeoutMs = integration.TimeoutMilliseconds,
            },
            { Type: "MOCK" } => new
            {
                integration.Type,
                integration.ContentHandling,
                integration.RequestTemplates,
                Responses = integration.Responses.Select(response => new
                {
                    StatusCode = int.Parse(response.StatusCode),
                    ResponseParameters = Headers("method.response.header.", response.Headers),
                }),
            },
            _ => new { Type = "MOCK", ContentHandling = "CONVERT_TO_TEXT" },
        };

    private static object? Throttle(double? rate, int? burst) =>
        rate is { } rateLimit && burst is { } burstLimit ? new { rateLimit, burstLimit } : null;

    private static object GatewayResponse(AppliedGatewayResponse response) =>
        new
        {
            response.StatusCode,
            ResponseParameters = Headers("gatewayresponse.header.", response.Headers),
            ResponseTemplates = response.Template is { } template
                ? new Dictionary<string, string> { ["application/json"] = template }
                : [],
        };

    private static Dictionary<string, string> Headers(string prefix, IReadOnlyDictionary<string, string> headers) =>
        headers.ToDictionary(header => prefix + header.Key, header => $"'{header.Value}'");
}
