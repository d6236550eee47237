using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Policy;

internal static class ApiRules
{
    private const string Stage = "aws_api_gateway_stage";
    private const string Method = "aws_api_gateway_method";
    private const string Settings = "aws_api_gateway_method_settings";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each("CKV_AWS_59", "methods but OPTIONS need a key or an authorization", Method, IsClosed),
        Rule.Each("CKV_AWS_73", "stages are traced", Stage, stage => stage.After.Flag("xray_tracing_enabled")),
        Rule.Each("CKV_AWS_76", "stages have an access log", Stage, stage => stage.Has("access_log_settings")),
        Rule.Each("CKV_AWS_120", "stages have a cache", Stage, stage => stage.After.Flag("cache_cluster_enabled")),
        Rule.Each("CKV_AWS_206", "domains take TLS 1.2 or newer", "aws_api_gateway_domain_name", IsNewTls),
        Rule.Each(
            "CKV_AWS_225",
            "methods are cached",
            Settings,
            settings => settings.Block("settings").Flag("caching_enabled")
        ),
        Rule.Each(
            "CKV_AWS_276",
            "bodies are not logged",
            Settings,
            settings => !settings.Block("settings").Flag("data_trace_enabled")
        ),
        Rule.Each(
            "CKV_AWS_308",
            "caches are encrypted",
            Settings,
            settings =>
                !settings.Block("settings").Flag("caching_enabled")
                || settings.Block("settings").Flag("cache_data_encrypted")
        ),
        Rule.Each(
            "CKV2_AWS_4",
            "stages log errors",
            Settings,
            settings => settings.Block("settings").Text("logging_level") is "ERROR" or "INFO"
        ),
        new(
            "CKV2_AWS_29",
            "public stages are behind a firewall",
            plan => plan.Of("aws_wafv2_web_acl_association").Any() ? [] : plan.Of(Stage).Select(stage => stage.Address)
        ),
        Rule.Each(
            "CKV2_AWS_51",
            "stages have a client certificate",
            Stage,
            stage => stage.Has("client_certificate_id")
        ),
        Rule.Each("CKV2_AWS_53", "requests are validated", Method, method => method.Has("request_validator_id")),
        Rule.Each("CKV2_AWS_70", "methods but OPTIONS need a key or an authorization", Method, IsClosed),
        new(
            "CKV2_AWS_77",
            "the firewall knows Log4j",
            plan =>
                plan.Of("aws_wafv2_web_acl")
                    .Any(acl =>
                        acl.After.GetRawText()
                            .Contains("AWSManagedRulesKnownBadInputsRuleSet", StringComparison.Ordinal)
                    )
                    ? []
                    : plan.Of(Stage).Select(stage => stage.Address)
        ),
        // Not Checkov's, and asked for as well: limits that are finite.
        Rule.Each(
            "LIMITS",
            "every stage has a finite rate",
            Settings,
            settings =>
                settings.Block("settings").Number("throttling_rate_limit") is > 0
                && settings.Block("settings").Number("throttling_burst_limit") is > 0
        ),
        Rule.Each(
            "BINARY",
            "media types are named",
            "aws_api_gateway_rest_api",
            api => api.After.Texts("binary_media_types") is { Count: > 0 } types && !types.Contains("*/*")
        ),
    ];

    private static bool IsClosed(PlannedResource method) =>
        method.After.Text("http_method") == "OPTIONS"
        || method.After.Flag("api_key_required")
        || method.After.Text("authorization") is "AWS_IAM" or "COGNITO_USER_POOLS" or "CUSTOM";

    private static bool IsNewTls(PlannedResource domain) => domain.After.Text("security_policy") == "TLS_1_2";
}
