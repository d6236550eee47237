using ClothesClassification.EndToEnd.Applied;
using static ClothesClassification.EndToEnd.Policy.Rule;

namespace ClothesClassification.EndToEnd.Policy;

internal static class ApiRules
{
    private const string Stage = "aws_api_gateway_stage";
    private const string Method = "aws_api_gateway_method";
    private const string Settings = "aws_api_gateway_method_settings";
    private const string Domain = "aws_api_gateway_domain_name";
    private const string Api = "aws_api_gateway_rest_api";
    private const string Acl = "aws_wafv2_web_acl";
    private const string Log4j = "AWSManagedRulesKnownBadInputsRuleSet";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Each("CKV_AWS_59", "methods but OPTIONS need a key or an authorization", Method, IsClosed),
        Each("CKV_AWS_73", "stages are traced", Stage, stage => stage.After.Flag("xray_tracing_enabled")),
        Each("CKV_AWS_76", "stages have an access log", Stage, stage => stage.Has("access_log_settings")),
        Each("CKV_AWS_120", "stages have a cache", Stage, stage => stage.After.Flag("cache_cluster_enabled")),
        Each("CKV_AWS_206", "domains take TLS 1.2 or newer", Domain, d => d.After.Text("security_policy") == "TLS_1_2"),
        Each("CKV_AWS_225", "methods are cached", Settings, IsCached),
        Each("CKV_AWS_276", "bodies are not logged", Settings, s => !s.After.Flag("settings.data_trace_enabled")),
        Each(
            "CKV_AWS_308",
            "caches are encrypted",
            Settings,
            s => !IsCached(s) || s.After.Flag("settings.cache_data_encrypted")
        ),
        Each(
            "CKV2_AWS_4",
            "stages log errors",
            Settings,
            s => s.After.Text("settings.logging_level") is "ERROR" or "INFO"
        ),
        EachStageUnless(
            "CKV2_AWS_29",
            "public stages are behind a firewall",
            plan => plan.Of("aws_wafv2_web_acl_association").Any()
        ),
        Each("CKV2_AWS_51", "stages have a client certificate", Stage, stage => stage.Has("client_certificate_id")),
        Each("CKV2_AWS_53", "requests are validated", Method, method => method.Has("request_validator_id")),
        Each("CKV2_AWS_70", "methods but OPTIONS need a key or an authorization", Method, IsClosed),
        EachStageUnless(
            "CKV2_AWS_77",
            "the firewall knows Log4j",
            plan => plan.Of(Acl).Any(acl => acl.After.GetRawText().Contains(Log4j, StringComparison.Ordinal))
        ),
        // Not Checkov's, and asked for as well: limits that are finite.
        Each("LIMITS", "every stage has a finite rate", Settings, IsLimited),
        Each(
            "BINARY",
            "media types are named",
            Api,
            api => api.After.Texts("binary_media_types") is { Count: > 0 } types && !types.Contains("*/*")
        ),
    ];

    private static Rule EachStageUnless(string id, string title, Func<Plan, bool> holds) =>
        new(id, title, plan => holds(plan) ? [] : plan.Of(Stage).Select(stage => stage.Address));

    private static bool IsCached(PlannedResource settings) => settings.After.Flag("settings.caching_enabled");

    private static bool IsLimited(PlannedResource settings) =>
        settings.After.Number("settings.throttling_rate_limit") is > 0
        && settings.After.Number("settings.throttling_burst_limit") is > 0;

    private static bool IsClosed(PlannedResource method) =>
        method.After.Text("http_method") == "OPTIONS"
        || method.After.Flag("api_key_required")
        || method.After.Text("authorization") is "AWS_IAM" or "COGNITO_USER_POOLS" or "CUSTOM";
}
