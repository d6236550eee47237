using System.Text.RegularExpressions;
using ClothesClassification.EndToEnd.Applied;
using static ClothesClassification.EndToEnd.Policy.Rule;

namespace ClothesClassification.EndToEnd.Policy;

internal static partial class FunctionRules
{
    private const string Function = "aws_lambda_function";
    private const string Url = "aws_lambda_function_url";
    private const string LogGroup = "aws_cloudwatch_log_group";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Each("CKV_AWS_45", "no secret is in the environment", Function, HasNoSecret),
        Each("CKV_AWS_50", "functions are traced", Function, f => f.After.Text("tracing_config.mode") == "Active"),
        Each("CKV_AWS_66", "logs end", LogGroup, group => group.After.Number("retention_in_days") is > 0),
        Each(
            "CKV_AWS_115",
            "functions have a limit of concurrency",
            Function,
            f => f.After.Number("reserved_concurrent_executions") is >= 0
        ),
        Each("CKV_AWS_116", "functions have a dead-letter target", Function, f => f.Has("dead_letter_config")),
        Each(
            "CKV_AWS_117",
            "functions are in a VPC",
            Function,
            f => f.After.Elements("vpc_config.subnet_ids").Count > 0
        ),
        Each("CKV_AWS_158", "logs are encrypted by a key of the owner", LogGroup, group => group.Has("kms_key_id")),
        Each("CKV_AWS_173", "environments are encrypted by a key of the owner", Function, f => f.Has("kms_key_arn")),
        Each(
            "CKV_AWS_258",
            "function URLs are not open",
            Url,
            url => url.After.Text("authorization_type") == "AWS_IAM"
        ),
        Each("CKV_AWS_272", "code is signed", Function, f => f.Has("code_signing_config_arn")),
        Each("CKV_AWS_338", "logs are kept for a year", LogGroup, g => g.After.Number("retention_in_days") is >= 365),
        Each(
            "CKV_AWS_363",
            "runtimes are supported",
            Function,
            f => f.After.Text("runtime") is "provided.al2023" or "dotnet8" or "dotnet10"
        ),
    ];

    private static bool HasNoSecret(PlannedResource function) =>
        !Secret().IsMatch($"{function.After.Member("environment.variables")}");

    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}|\"[^\"]*(SECRET|PASSWORD|TOKEN)[^\"]*\"\\s*:|\"[A-Za-z0-9/+]{40}\"")]
    private static partial Regex Secret();
}
