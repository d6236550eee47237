using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>A REST API as AWS has it, whatever made it. Lists are in the order of their paths or names.</summary>
/// <param name="Region">Region that it is in.</param>
/// <param name="BinaryMediaTypes">Media types that reach the function in base64.</param>
/// <param name="Policy">The resource policy; null where there is none.</param>
internal sealed record AppliedApi(
    string Id,
    string Name,
    string Region,
    IReadOnlyList<string> BinaryMediaTypes,
    ResourcePolicy? Policy,
    IReadOnlyList<AppliedMethod> Methods,
    IReadOnlyList<AppliedGatewayResponse> GatewayResponses,
    IReadOnlyList<AppliedModel> Models,
    IReadOnlyList<AppliedUsagePlan> UsagePlans,
    AppliedStage Stage
);

/// <param name="Path">Full path of the resource, such as /predict.</param>
/// <param name="HttpMethod">Method, or ANY.</param>
/// <param name="ApiKeyRequired">Whether a key of a usage plan has to be sent.</param>
/// <param name="ValidatesBody">Whether bodies are checked against <paramref name="RequestModels"/>.</param>
/// <param name="RequestModels">Name of a model by media type.</param>
/// <param name="Integration">What answers; null where nobody put one.</param>
internal sealed record AppliedMethod(
    string Path,
    string HttpMethod,
    bool ApiKeyRequired,
    bool ValidatesBody,
    bool ValidatesParameters,
    IReadOnlyDictionary<string, string> RequestModels,
    AppliedIntegration? Integration
);

/// <param name="Type">AWS_PROXY, MOCK and others.</param>
/// <param name="HttpMethod">Method of the call to the backend; POST for Lambda.</param>
/// <param name="Uri">For Lambda the invocation path, with the function's ARN in it.</param>
/// <param name="ContentHandling">CONVERT_TO_TEXT, CONVERT_TO_BINARY, or null for as it comes.</param>
/// <param name="RequestTemplates">Template by media type.</param>
/// <param name="Responses">Answers of a MOCK, by status.</param>
internal sealed partial record AppliedIntegration(
    string Type,
    string? HttpMethod,
    string? Uri,
    int TimeoutMilliseconds,
    string? ContentHandling,
    IReadOnlyDictionary<string, string> RequestTemplates,
    IReadOnlyList<AppliedIntegrationResponse> Responses
)
{
    /// <summary>Name and alias or version of the Lambda function in the URI; null where there is none.</summary>
    public (string Name, string? Qualifier)? Function =>
        Invocation().Match(Uri ?? "") is { Success: true, Groups: var groups }
            ? (groups["name"].Value, groups["qualifier"] is { Success: true, Value: var alias } ? alias : null)
            : null;

    [GeneratedRegex(
        @"^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:(?<name>[A-Za-z0-9_-]+)(:(?<qualifier>[A-Za-z0-9_$-]+))?/invocations$"
    )]
    private static partial Regex Invocation();
}

/// <param name="Headers">Value by name of the header; a literal without its quotes.</param>
internal sealed record AppliedIntegrationResponse(string StatusCode, IReadOnlyDictionary<string, string> Headers);

/// <param name="ResponseType">Such as DEFAULT_4XX or THROTTLED.</param>
/// <param name="StatusCode">Null for the type's own.</param>
/// <param name="Headers">Value by name of the header; a literal without its quotes.</param>
/// <param name="Template">Body, with $context variables.</param>
internal sealed record AppliedGatewayResponse(
    string ResponseType,
    int? StatusCode,
    IReadOnlyDictionary<string, string> Headers,
    string? Template
);

/// <param name="Schema">JSON schema, draft 4.</param>
internal sealed record AppliedModel(string Name, string Schema);

/// <param name="RateLimit">Requests a second, of each key; null for no limit.</param>
/// <param name="QuotaPeriod">DAY, WEEK or MONTH; null where there is no quota.</param>
/// <param name="Stages">Stages of this API that it is for.</param>
internal sealed record AppliedUsagePlan(
    double? RateLimit,
    int? BurstLimit,
    int? QuotaLimit,
    string? QuotaPeriod,
    IReadOnlyList<string> Stages,
    IReadOnlyList<AppliedKey> Keys
);

/// <param name="Value">The secret that callers send; never to be written anywhere.</param>
internal sealed record AppliedKey(string Id, string Name, bool Enabled, string Value)
{
    public override string ToString() => $"key {Name} ({Id})";
}

/// <param name="RateLimit">Requests a second, of each method for all callers; null for the account's.</param>
internal sealed record AppliedStage(
    string Name,
    string DeploymentId,
    double? RateLimit,
    int? BurstLimit,
    bool DataTrace,
    bool Tracing,
    IReadOnlyDictionary<string, string> Variables
);
