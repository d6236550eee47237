using System.Text.RegularExpressions;
using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Policy;

internal static partial class FunctionRules
{
    private const string Function = "aws_lambda_function";
    private const string LogGroup = "aws_cloudwatch_log_group";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each(
            "CKV_AWS_45",
            "no secret is in the environment",
            Function,
            function =>
                !Secret()
                    .IsMatch(
                        function.Block("environment").Member("variables")
                            is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } variables
                            ? variables.GetRawText()
                            : ""
                    )
        ),
        Rule.Each(
            "CKV_AWS_50",
            "functions are traced",
            Function,
            function => function.Block("tracing_config").Text("mode") == "Active"
        ),
        Rule.Each("CKV_AWS_66", "logs end", LogGroup, group => group.After.Number("retention_in_days") is > 0),
        Rule.Each(
            "CKV_AWS_115",
            "functions have a limit of concurrency",
            Function,
            function => function.After.Number("reserved_concurrent_executions") is >= 0
        ),
        Rule.Each(
            "CKV_AWS_116",
            "functions have a dead-letter target",
            Function,
            function => function.Has("dead_letter_config")
        ),
        Rule.Each(
            "CKV_AWS_117",
            "functions are in a VPC",
            Function,
            function => function.Has("vpc_config") && function.Block("vpc_config").Elements("subnet_ids").Count > 0
        ),
        Rule.Each(
            "CKV_AWS_158",
            "logs are encrypted by a key of the owner",
            LogGroup,
            group => group.Has("kms_key_id")
        ),
        Rule.Each(
            "CKV_AWS_173",
            "environments are encrypted by a key of the owner",
            Function,
            function => function.Has("kms_key_arn")
        ),
        Rule.Each(
            "CKV_AWS_258",
            "function URLs are not open",
            "aws_lambda_function_url",
            url => url.After.Text("authorization_type") == "AWS_IAM"
        ),
        Rule.Each("CKV_AWS_272", "code is signed", Function, function => function.Has("code_signing_config_arn")),
        Rule.Each(
            "CKV_AWS_338",
            "logs are kept for a year",
            LogGroup,
            group => group.After.Number("retention_in_days") is >= 365
        ),
        Rule.Each(
            "CKV_AWS_363",
            "runtimes are supported",
            Function,
            function => function.After.Text("runtime") is "provided.al2023" or "dotnet8" or "dotnet10"
        ),
    ];

    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}|\"[^\"]*(SECRET|PASSWORD|TOKEN)[^\"]*\"\\s*:|\"[A-Za-z0-9/+]{40}\"")]
    private static partial Regex Secret();
}
