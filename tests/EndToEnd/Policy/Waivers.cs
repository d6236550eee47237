namespace ClothesClassification.EndToEnd.Policy;

/// <summary>What a rule finds and the owner accepts. docs/security.md says the same to readers; a test compares.</summary>
internal static class Waivers
{
    /// <summary>Reason by rule, for every plan.</summary>
    public static IReadOnlyDictionary<string, string> Declined { get; } =
        new Dictionary<string, string>
        {
            ["CKV_AWS_120"] = "no cache: POST /predict is not cached, and the other routes are small",
            ["CKV_AWS_225"] = "no cache: POST /predict is not cached, and the other routes are small",
            ["CKV2_AWS_51"] =
                "no client certificate: it authenticates the gateway to HTTP backends, and Lambda is called by IAM",
            ["CKV_AWS_285"] =
                "no log of executions: Step Functions keeps them for 90 days, the run's results say which batches failed and why, and a log would need eight permissions on any resource",
        };

    /// <summary>Rules that a variable satisfies: they may be open in a plan that does not set it.</summary>
    public static IReadOnlyDictionary<string, string> ByVariable { get; } =
        new Dictionary<string, string>
        {
            ["CKV_AWS_76"] = "api_logging",
            ["CKV_AWS_115"] = "reserved_concurrency",
            ["CKV_AWS_116"] = "dead_letter_arn",
            ["CKV_AWS_117"] = "vpc",
            ["CKV_AWS_158"] = "kms_key_arn",
            ["CKV_AWS_173"] = "kms_key_arn",
            ["CKV_AWS_272"] = "code_signing_config_arn",
            ["CKV_AWS_338"] = "log_retention_days",
            ["CKV2_AWS_4"] = "api_logging",
            ["CKV2_AWS_29"] = "waf",
            ["CKV2_AWS_77"] = "waf",
        };

    private static readonly string[] OfTheApi = ["CKV_AWS_76", "CKV2_AWS_4", "CKV2_AWS_29", "CKV2_AWS_77"];

    /// <summary>Rules that a variable satisfies, and that each example leaves open on purpose.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> OpenIn { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["."] = [.. ByVariable.Keys],
            ["account"] = [],
            ["examples/batch"] = [.. ByVariable.Keys.Except(OfTheApi)],
            ["examples/minimal"] = [.. ByVariable.Keys],
            ["examples/existing-function"] = OfTheApi,
            ["examples/production"] = ["CKV_AWS_115", "CKV_AWS_117", "CKV_AWS_272"],
        };

    /// <summary>Actions that AWS offers no resources for, or conditions instead: the only ones allowed on "*".</summary>
    public static IReadOnlyDictionary<string, string> OnAnyResource { get; } =
        new Dictionary<string, string>
        {
            ["xray:PutTraceSegments"] = "X-Ray knows no resources for it",
            ["xray:PutTelemetryRecords"] = "X-Ray knows no resources for it",
            ["xray:GetSamplingRules"] = "X-Ray knows no resources for it",
            ["xray:GetSamplingTargets"] = "X-Ray knows no resources for it",
            ["ec2:AssignPrivateIpAddresses"] = "interfaces in a VPC have no name beforehand",
            ["ec2:CreateNetworkInterface"] = "interfaces in a VPC have no name beforehand",
            ["ec2:DeleteNetworkInterface"] = "interfaces in a VPC have no name beforehand",
            ["ec2:DescribeNetworkInterfaces"] = "EC2 knows no resources for it",
            ["ec2:DescribeSubnets"] = "EC2 knows no resources for it",
            ["ec2:UnassignPrivateIpAddresses"] = "interfaces in a VPC have no name beforehand",
        };
}
