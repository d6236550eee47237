using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>
/// The local gateway's description of an API that was applied: what is wrong in AWS is a failed call here. A route whose
/// integration leads elsewhere than to the function's alias fails as it does there, where the gateway may not call it.
/// </summary>
internal static class GatewayDescription
{
    public static string Write(AppliedApi api, JsonElement function, string alias)
    {
        var name = function.Text("FunctionName")!;
        var plan = api.UsagePlans.FirstOrDefault(plan => plan.Stages.Contains(api.Stage.Name));
        var json = new JsonObject
        {
            ["name"] = api.Name,
            ["id"] = api.Id,
            ["region"] = api.Region,
            ["stage"] = new JsonObject
            {
                ["name"] = api.Stage.Name,
                ["deploymentId"] = api.Stage.DeploymentId,
                ["throttle"] = Throttle(api.Stage.RateLimit, api.Stage.BurstLimit),
            },
            ["binaryMediaTypes"] = Array(api.BinaryMediaTypes, type => type),
            ["function"] = new JsonObject
            {
                ["name"] = name,
                ["version"] = function.Text("Version"),
                ["timeoutSeconds"] = (int)function.Number("Timeout")!,
                ["memorySize"] = (int)function.Number("MemorySize")!,
                ["environment"] = JsonNode.Parse(function.Member("Environment").Member("Variables").GetRawText()),
            },
            ["routes"] = Array(api.Methods, method => Route(method, name, alias)),
            ["apiKeys"] = Array(plan?.Keys ?? [], Key),
            ["usagePlan"] = plan is null ? null : Plan(plan),
            ["gatewayResponses"] = Map(api.GatewayResponses, response => response.ResponseType, GatewayResponse),
            ["models"] = Map(api.Models, model => model.Name, model => JsonNode.Parse(model.Schema)),
        };
        return json.ToJsonString();
    }

    private static JsonObject Route(AppliedMethod method, string function, string alias) =>
        new()
        {
            ["path"] = method.Path,
            ["method"] = method.HttpMethod,
            ["apiKeyRequired"] = method.ApiKeyRequired,
            ["requestModels"] = Map(method.RequestModels, model => model.Key, model => model.Value),
            ["requestValidator"] = new JsonObject
            {
                ["validateRequestBody"] = method.ValidatesBody,
                ["validateRequestParameters"] = method.ValidatesParameters,
            },
            ["integration"] =
                method.Integration is { Type: "AWS_PROXY", HttpMethod: "POST" } proxy
                && proxy.Function == (function, alias)
                    ? new JsonObject { ["type"] = "AWS_PROXY", ["timeoutMs"] = proxy.TimeoutMilliseconds }
                    : new JsonObject { ["type"] = "MOCK" },
        };

    private static JsonObject Key(AppliedKey key) =>
        new()
        {
            ["name"] = key.Name,
            ["id"] = key.Id,
            ["value"] = key.Value,
            ["enabled"] = key.Enabled,
        };

    private static JsonObject Plan(AppliedUsagePlan plan) =>
        new()
        {
            ["throttle"] = Throttle(plan.RateLimit, plan.BurstLimit),
            ["quota"] = plan.QuotaLimit is { } limit
                ? new JsonObject { ["limit"] = limit, ["period"] = plan.QuotaPeriod }
                : null,
        };

    private static JsonObject GatewayResponse(AppliedGatewayResponse response) =>
        new()
        {
            ["statusCode"] = response.StatusCode,
            ["responseParameters"] = Map(
                response.Headers,
                header => $"gatewayresponse.header.{header.Key}",
                header => $"'{header.Value}'"
            ),
            ["responseTemplates"] = response.Template is { } template
                ? new JsonObject { ["application/json"] = template }
                : new JsonObject(),
        };

    private static JsonObject? Throttle(double? rate, int? burst) =>
        rate is { } limit ? new JsonObject { ["rateLimit"] = limit, ["burstLimit"] = burst } : null;

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> node) => new([.. items.Select(node)]);

    private static JsonObject Map<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode?> node) =>
        new(items.Select(item => KeyValuePair.Create(name(item), node(item))));
}
