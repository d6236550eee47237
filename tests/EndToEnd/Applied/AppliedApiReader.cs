using System.Text.Json;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>
/// Reads an API from AWS's own endpoints and not from Terraform's state: what a caller would meet, also where someone or
/// something else changed it.
/// </summary>
internal sealed class AppliedApiReader(AwsEndpoint aws)
{
    private const string ApiGateway = "apigateway";

    /// <exception cref="InvalidOperationException">There is no API of this name, or more than one.</exception>
    public async Task<AppliedApi> ReadByNameAsync(string name, string stage)
    {
        var apis = (await Items("restapis?limit=500")).Where(api => api.Text("name") == name).ToList();
        return apis.Count == 1
            ? await ReadAsync(apis[0].Text("id")!, stage)
            : throw new InvalidOperationException($"{apis.Count} REST APIs are named {name}.");
    }

    public async Task<AppliedApi> ReadAsync(string id, string stage)
    {
        var api = await aws.GetAsync(ApiGateway, $"restapis/{id}");
        var validators = (await Items($"restapis/{id}/requestvalidators")).ToDictionary(v => v.Text("id")!);
        var resources = await Items($"restapis/{id}/resources?embed=methods&limit=500");
        return new AppliedApi(
            id,
            api.Text("name")!,
            aws.Region,
            [.. api.Texts("binaryMediaTypes").Order(StringComparer.Ordinal)],
            // AWS escapes the policy's quotation marks once more.
            api.Text("policy")
                is { Length: > 0 } policy
                ? ResourcePolicy.Parse(JsonSerializer.Deserialize<string>($"\"{policy}\"")!)
                : null,
            [
                .. resources
                    .SelectMany(r => Methods(r, validators))
                    .OrderBy(m => m.Path, StringComparer.Ordinal)
                    .ThenBy(m => m.HttpMethod),
            ],
            [
                .. (await Items($"restapis/{id}/gatewayresponses"))
                    .Where(r => !r.Flag("defaultResponse"))
                    .Select(GatewayResponse)
                    .OrderBy(r => r.ResponseType, StringComparer.Ordinal),
            ],
            [
                .. (await Items($"restapis/{id}/models")).Select(m => new AppliedModel(
                    m.Text("name")!,
                    m.Text("schema")!
                )),
            ],
            await UsagePlansAsync(id),
            Stage(await aws.GetAsync(ApiGateway, $"restapis/{id}/stages/{stage}"))
        );
    }

    private static IEnumerable<AppliedMethod> Methods(JsonElement resource, Dictionary<string, JsonElement> validators)
    {
        foreach (var method in resource.Members("resourceMethods").Select(m => m.Value))
        {
            var validator = validators.GetValueOrDefault(method.Text("requestValidatorId") ?? "");
            yield return new AppliedMethod(
                resource.Text("path")!,
                method.Text("httpMethod")!,
                method.Flag("apiKeyRequired"),
                validator.Flag("validateRequestBody"),
                validator.Flag("validateRequestParameters"),
                method.Map("requestModels"),
                method.Member("methodIntegration") is { ValueKind: JsonValueKind.Object } integration
                    ? Integration(integration)
                    : null
            );
        }
    }

    private static AppliedIntegration Integration(JsonElement integration) =>
        new(
            integration.Text("type")!,
            integration.Text("httpMethod"),
            integration.Text("uri"),
            integration.Number("timeoutInMillis") is { } timeout ? (int)timeout : 29_000,
            integration.Text("contentHandling"),
            integration.Map("requestTemplates"),
            [
                .. integration
                    .Members("integrationResponses")
                    .Select(response => new AppliedIntegrationResponse(
                        response.Value.Text("statusCode")!,
                        Headers(response.Value, "method.response.header.")
                    )),
            ]
        );

    private static AppliedGatewayResponse GatewayResponse(JsonElement response) =>
        new(
            response.Text("responseType")!,
            response.Text("statusCode") is { } status ? int.Parse(status) : null,
            Headers(response, "gatewayresponse.header."),
            response.Map("responseTemplates").GetValueOrDefault("application/json")
        );

    private static Dictionary<string, string> Headers(JsonElement response, string prefix) =>
        response.Map("responseParameters").ToDictionary(p => p.Key[prefix.Length..], p => p.Value.Trim('\''));

    private async Task<IReadOnlyList<AppliedUsagePlan>> UsagePlansAsync(string apiId)
    {
        var keys = (await Items("apikeys?includeValues=true&limit=500")).ToDictionary(key => key.Text("id")!);
        var plans = new List<AppliedUsagePlan>();
        foreach (var plan in await Items("usageplans?limit=500"))
        {
            var stages = plan.Elements("apiStages")
                .Where(s => s.Text("apiId") == apiId)
                .Select(s => s.Text("stage")!)
                .ToList();
            if (stages.Count == 0)
                continue;
            plans.Add(
                new AppliedUsagePlan(
                    plan.Number("throttle.rateLimit"),
                    (int?)plan.Number("throttle.burstLimit"),
                    (int?)plan.Number("quota.limit"),
                    plan.Text("quota.period"),
                    stages,
                    [
                        .. (await Items($"usageplans/{plan.Text("id")}/keys?limit=500"))
                            .Select(k => keys[k.Text("id")!])
                            .Select(k => new AppliedKey(
                                k.Text("id")!,
                                k.Text("name")!,
                                k.Flag("enabled"),
                                k.Text("value")!
                            )),
                    ]
                )
            );
        }

        return plans;
    }

    private static AppliedStage Stage(JsonElement stage)
    {
        var all = stage.Member("methodSettings.*/*");
        return new AppliedStage(
            stage.Text("stageName")!,
            stage.Text("deploymentId")!,
            all.Number("throttlingRateLimit"),
            (int?)all.Number("throttlingBurstLimit"),
            all.Flag("dataTraceEnabled"),
            stage.Flag("tracingEnabled"),
            stage.Map("variables")
        );
    }

    /// <summary>The answer's list: AWS calls it "item" on the wire.</summary>
    private async Task<IReadOnlyList<JsonElement>> Items(string path) =>
        (await aws.GetAsync(ApiGateway, path)).Elements("item");
}
