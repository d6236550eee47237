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
    public static JsonObject Of(AppliedApi api, AppliedFunction function, string alias)
    {
        if (api.UsagePlans.Count > 1)
            throw new NotSupportedException($"{api.Name} has {api.UsagePlans.Count} usage plans.");
        return new JsonObject
        {
            ["name"] = api.Name,
            ["id"] = api.Id,
            ["region"] = api.Region,
            ["stage"] = new JsonObject
            {
                ["name"] = api.Stage.Name,
                ["deploymentId"] = api.Stage.DeploymentId,
                ["variables"] = Map(api.Stage.Variables),
                ["throttle"] = Throttle(api.Stage.RateLimit, api.Stage.BurstLimit),
            },
            ["binaryMediaTypes"] = List(api.BinaryMediaTypes.Select(type => JsonValue.Create(type))),
            ["function"] = Function(function),
            ["routes"] = List(api.Methods.Select(method => Route(method, (function.Name, alias)))),
            ["apiKeys"] = List(api.UsagePlans.SelectMany(plan => plan.Keys).Select(Key)),
            ["usagePlan"] = api.UsagePlans.Count == 0 ? null : UsagePlan(api.UsagePlans[0]),
            ["gatewayResponses"] = new JsonObject(
                api.GatewayResponses.Select(r =>
                    KeyValuePair.Create<string, JsonNode?>(r.ResponseType, GatewayResponse(r))
                )
            ),
            ["models"] = new JsonObject(
                api.Models.Select(model => KeyValuePair.Create(model.Name, JsonNode.Parse(model.Schema)))
            ),
        };
    }

    private static JsonObject Function(AppliedFunction function) =>
        new()
        {
            ["name"] = function.Name,
            ["version"] = function.Version,
            ["timeoutSeconds"] = function.TimeoutSeconds,
            ["memorySize"] = function.MemorySize,
            ["handler"] = function.Handler,
            ["environment"] = Map(function.Environment),
        };

    private static JsonObject Route(AppliedMethod method, (string Name, string? Qualifier) function) =>
        new()
        {
            ["path"] = method.Path,
            ["method"] = method.HttpMethod,
            ["apiKeyRequired"] = method.ApiKeyRequired,
            ["requestModels"] = Map(method.RequestModels),
            ["requestValidator"] = new JsonObject
            {
                ["validateRequestBody"] = method.ValidatesBody,
                ["validateRequestParameters"] = method.ValidatesParameters,
            },
            ["integration"] = Integration(method.Integration, function),
        };

    /// <summary>
    /// The gateway has one function. A route that AWS would pass to another one, or in a way that the gateway does not know,
    /// becomes a MOCK without any answer: the gateway's 500.
    /// </summary>
    private static JsonObject Integration(AppliedIntegration? integration, (string Name, string? Qualifier) function) =>
        integration switch
        {
            { Type: "AWS_PROXY" } when integration.Function == function => new()
            {
                ["type"] = "AWS_PROXY",
                ["timeoutMs"] = integration.TimeoutMilliseconds,
            },
            { Type: "MOCK" } => new()
            {
                ["type"] = "MOCK",
                ["contentHandling"] = integration.ContentHandling,
                ["requestTemplates"] = Map(integration.RequestTemplates),
                ["responses"] = List(integration.Responses.Select(MockResponse)),
            },
            _ => new() { ["type"] = "MOCK", ["contentHandling"] = "CONVERT_TO_TEXT" },
        };

    private static JsonObject MockResponse(AppliedIntegrationResponse response) =>
        new()
        {
            ["statusCode"] = int.Parse(response.StatusCode),
            ["responseParameters"] = Headers("method.response.header.", response.Headers),
        };

    private static JsonObject Key(AppliedKey key) =>
        new()
        {
            ["name"] = key.Name,
            ["id"] = key.Id,
            ["value"] = key.Value,
            ["enabled"] = key.Enabled,
        };

    private static JsonObject UsagePlan(AppliedUsagePlan plan) =>
        new()
        {
            ["throttle"] = Throttle(plan.RateLimit, plan.BurstLimit),
            ["quota"] = plan.QuotaLimit is { } limit
                ? new JsonObject { ["limit"] = limit, ["period"] = plan.QuotaPeriod }
                : null,
        };

    private static JsonObject? Throttle(double? rate, int? burst) =>
        rate is { } r && burst is { } b ? new JsonObject { ["rateLimit"] = r, ["burstLimit"] = b } : null;

    private static JsonObject GatewayResponse(AppliedGatewayResponse response) =>
        new JsonObject
        {
            ["statusCode"] = response.StatusCode,
            ["responseParameters"] = Headers("gatewayresponse.header.", response.Headers),
            ["responseTemplates"] = response.Template is { } template
                ? new JsonObject { ["application/json"] = template }
                : new JsonObject(),
        };

    private static JsonObject Headers(string prefix, IReadOnlyDictionary<string, string> headers) =>
        Map(headers.ToDictionary(header => prefix + header.Key, header => $"'{header.Value}'"));

    private static JsonObject Map(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Select(text => KeyValuePair.Create<string, JsonNode?>(text.Key, text.Value)));

    private static JsonArray List(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
