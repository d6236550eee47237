using System.Text.Json;
using System.Text.RegularExpressions;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Routing;

namespace ClothesClassification.LocalGateway.Description;

/// <summary>Checks the values of a description, so that nothing can go wrong with it later.</summary>
/// <param name="file">Name for messages.</param>
internal sealed partial class DescriptionChecker(string file)
{
    private const int LongestFunctionTimeout = 900;
    private const int ShortestIntegrationTimeout = 50;
    private const int LongestIntegrationTimeout = 300_000;
    private const int ShortestKey = 20;
    private const int LongestKey = 128;
    private static readonly string[] Methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        RouteTable.AnyMethod,
    ];

    public void Check(ApiDescription api)
    {
        Expect(api.Name.Length > 0, "name", "an empty name", "a name");
        Expect(Word().IsMatch(api.Id), "id", $"'{api.Id}'", "letters and digits");
        Expect(Word().IsMatch(api.Region), "region", $"'{api.Region}'", "a region such as eu-central-1");
        Expect(Account().IsMatch(api.AccountId), "accountId", $"'{api.AccountId}'", "12 digits");
        CheckStage(api.Stage);
        for (var i = 0; i < api.BinaryMediaTypes.Count; i++)
        {
            var type = api.BinaryMediaTypes[i];
            Expect(
                type is not null && MediaType().IsMatch(type),
                $"binaryMediaTypes[{i}]",
                $"'{type}'",
                "a media type such as image/png, image/* or */*"
            );
        }

        CheckFunction(api.Function);
        CheckRoutes(api);
        CheckKeys(api.ApiKeys);
        CheckThrottle(api.UsagePlan?.Throttle, "usagePlan.throttle");
        CheckQuota(api.UsagePlan?.Quota);
        foreach (var (type, response) in api.GatewayResponses)
            CheckGatewayResponse(type, response);
        foreach (var (name, schema) in api.Models)
            Expect(schema.ValueKind == JsonValueKind.Object, $"models.{name}", $"{schema.ValueKind}", "a JSON schema");
    }

    private void CheckStage(StageDescription stage)
    {
        Expect(StageName().IsMatch(stage.Name), "stage.name", $"'{stage.Name}'", "letters, digits, - and _");
        CheckThrottle(stage.Throttle, "stage.throttle");
    }

    private void CheckFunction(FunctionDescription function)
    {
        Expect(
            FunctionName().IsMatch(function.Name),
            "function.name",
            $"'{function.Name}'",
            "up to 64 letters, digits, - and _"
        );
        ExpectRange(function.TimeoutSeconds, 1, LongestFunctionTimeout, "function.timeoutSeconds");
        ExpectRange(function.MemorySize, 128, 10_240, "function.memorySize");
        foreach (var name in function.Environment.Keys)
            Expect(VariableName().IsMatch(name), "function.environment", $"'{name}'", "names of letters, digits and _");
    }

    private void CheckRoutes(ApiDescription api)
    {
        Expect(api.Routes.Count > 0, "routes", "none", "at least one route");
        HashSet<(string, string)> seen = [];
        for (var i = 0; i < api.Routes.Count; i++)
        {
            var field = $"routes[{i}]";
            var route = api.Routes[i];
            Expect(route is not null, field, "null", "a route");
            var fault = ResourcePath.FaultOf(route!.Path);
            Expect(fault is null, $"{field}.path", $"'{route.Path}', {fault}", "a path such as /predict or /{proxy+}");
            Expect(Methods.Contains(route.Method), $"{field}.method", $"'{route.Method}'", string.Join(", ", Methods));
            Expect(
                seen.Add((route.Path, route.Method)),
                field,
                $"{route.Method} {route.Path} a second time",
                "each method of a path once"
            );
            foreach (var parameter in route.RequestParameters.Keys)
                Expect(
                    RequestParameter().IsMatch(parameter),
                    $"{field}.requestParameters",
                    $"'{parameter}'",
                    "method.request.header.NAME, method.request.querystring.NAME or method.request.path.NAME"
                );
            foreach (var model in route.RequestModels.Values)
                Expect(
                    api.Models.ContainsKey(model),
                    $"{field}.requestModels",
                    $"'{model}'",
                    "the name of one of the models"
                );
            CheckIntegration(route.Integration, $"{field}.integration");
        }
    }

    private void CheckIntegration(IntegrationDescription integration, string field)
    {
        Expect(
            integration.Type is IntegrationDescription.Proxy or IntegrationDescription.Mock,
            $"{field}.type",
            $"'{integration.Type}'",
            "AWS_PROXY or MOCK"
        );
        ExpectRange(integration.TimeoutMs, ShortestIntegrationTimeout, LongestIntegrationTimeout, $"{field}.timeoutMs");
        Expect(
            integration.ContentHandling is null or IntegrationDescription.ConvertToText or "CONVERT_TO_BINARY",
            $"{field}.contentHandling",
            $"'{integration.ContentHandling}'",
            "CONVERT_TO_TEXT, CONVERT_TO_BINARY or null"
        );
        for (var i = 0; i < integration.Responses.Count; i++)
        {
            ExpectRange(integration.Responses[i].StatusCode, 200, 599, $"{field}.responses[{i}].statusCode");
            foreach (var (name, value) in integration.Responses[i].ResponseParameters)
                Expect(
                    name.StartsWith("method.response.header.", StringComparison.Ordinal) && Quoted().IsMatch(value),
                    $"{field}.responses[{i}].responseParameters",
                    $"'{name}': \"{value}\"",
                    "method.response.header.NAME: \"'text'\""
                );
        }
    }

    private void CheckKeys(IReadOnlyList<ApiKeyDescription> keys)
    {
        HashSet<string> seen = [];
        for (var i = 0; i < keys.Count; i++)
        {
            var field = $"apiKeys[{i}]";
            Expect(keys[i] is not null, field, "null", "a key");
            var value = keys[i].Value;
            Expect(
                value.Length is >= ShortestKey and <= LongestKey && value.All(c => c is > ' ' and < '\u007f'),
                $"{field}.value",
                $"{value.Length} characters",
                $"{ShortestKey} to {LongestKey} printable ASCII characters"
            );
            Expect(seen.Add(value), $"{field}.value", "the value of another key", "a value of its own");
        }
    }

    private void CheckThrottle(ThrottleDescription? throttle, string field)
    {
        if (throttle is null)
            return;
        Expect(
            double.IsFinite(throttle.RateLimit) && throttle.RateLimit >= 0,
            $"{field}.rateLimit",
            $"{throttle.RateLimit}",
            "requests a second, 0 or more"
        );
        ExpectRange(throttle.BurstLimit, 0, int.MaxValue, $"{field}.burstLimit");
    }

    private void CheckQuota(QuotaDescription? quota)
    {
        if (quota is null)
            return;
        Expect(quota.Limit > 0, "usagePlan.quota.limit", $"{quota.Limit}", "a number above 0");
        Expect(
            quota.Period is "DAY" or "WEEK" or "MONTH",
            "usagePlan.quota.period",
            $"'{quota.Period}'",
            "DAY, WEEK or MONTH"
        );
        Expect(quota.Offset >= 0, "usagePlan.quota.offset", $"{quota.Offset}", "0 or more");
    }

    private void CheckGatewayResponse(string type, GatewayResponseDescription response)
    {
        var field = $"gatewayResponses.{type}";
        Expect(
            GatewayErrors.Names.Contains(type),
            "gatewayResponses",
            $"'{type}'",
            $"one of {string.Join(", ", GatewayErrors.Names)}"
        );
        if (response.StatusCode is { } status)
            ExpectRange(status, 200, 599, $"{field}.statusCode");
        foreach (var (name, value) in response.ResponseParameters)
            Expect(
                GatewayHeader().IsMatch(name) && GatewayValue().IsMatch(value),
                $"{field}.responseParameters",
                $"'{name}': \"{value}\"",
                "gatewayresponse.header.NAME: \"'text'\", context.NAME, stageVariables.NAME or method.request.header.NAME"
            );
    }

    private void ExpectRange(int value, int least, int most, string field) =>
        Expect(value >= least && value <= most, field, $"{value}", $"{least} to {most}");

    private void Expect(bool holds, string field, string found, string expected)
    {
        if (!holds)
            throw new ApiDescriptionException(file, field, found, expected);
    }

    [GeneratedRegex("^[a-zA-Z0-9-]+\\z")]
    private static partial Regex Word();

    [GeneratedRegex("^[0-9]{12}\\z")]
    private static partial Regex Account();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}\\z")]
    private static partial Regex StageName();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}\\z")]
    private static partial Regex FunctionName();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*\\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^(\*/\*|[a-zA-Z0-9.+-]+/(\*|[a-zA-Z0-9.+-]+))\z")]
    private static partial Regex MediaType();

    [GeneratedRegex(@"^method\.request\.(header|querystring|path)\.[^\s.]+\z")]
    private static partial Regex RequestParameter();

    [GeneratedRegex("^'[\\x20-\\x7e]*'\\z")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^gatewayresponse\.header\.[a-zA-Z0-9-]+\z")]
    private static partial Regex GatewayHeader();

    [GeneratedRegex(
        @"^('[\x20-\x7e]*'|context\.[a-zA-Z.]+|stageVariables\.\w+|method\.request\.header\.[a-zA-Z0-9-]+)\z"
    )]
    private static partial Regex GatewayValue();
}
