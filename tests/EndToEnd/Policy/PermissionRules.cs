using System.Text.Json;
using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>Who may do what: IAM policies and permissions of the function.</summary>
internal static class PermissionRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "ACTIONS",
            "no wildcard action, and no wildcard resource beyond the list",
            plan =>
                plan.Of("aws_iam_role_policy")
                    .SelectMany(policy => Wildcards(policy.Address, policy.After.Text("policy")))
        ),
        new(
            "ROLES",
            "only the logging role has a managed policy",
            plan =>
                plan.Of("aws_iam_role_policy_attachment")
                    .Where(a =>
                        a.After.Text("policy_arn")
                            ?.EndsWith("/AmazonAPIGatewayPushToCloudWatchLogs", StringComparison.Ordinal) != true
                    )
                    .Select(a => a.Address)
        ),
        new(
            "CKV_AWS_364",
            "the function's permissions name what may call",
            plan =>
                plan.Configured("aws_lambda_permission")
                    .Where(p => p.Member("expressions.source_arn").ValueKind != JsonValueKind.Object)
                    .Select(p => p.Text("address")!)
        ),
        new(
            "CKV_AWS_301",
            "nobody else may call the function",
            plan =>
                plan.Of("aws_lambda_permission")
                    .Where(p => p.After.Text("principal") != "apigateway.amazonaws.com")
                    .Select(p => p.Address)
        ),
    ];

    /// <summary>A statement about the policy for each wildcard that no waiver names. An unknown policy has none to show here.</summary>
    public static IEnumerable<string> Wildcards(string address, string? policy)
    {
        if (policy == null)
            yield break;
        using var json = JsonDocument.Parse(policy);
        foreach (var statement in json.RootElement.Elements("Statement"))
        {
            var resources = Values(statement, "Resource");
            foreach (var action in Values(statement, "Action"))
            {
                if (action.Contains('*', StringComparison.Ordinal))
                    yield return $"{address}: action {action}";
                if (resources.Contains("*") && !Waivers.OnAnyResource.ContainsKey(action))
                    yield return $"{address}: {action} on any resource";
            }
        }
    }

    private static IReadOnlyList<string> Values(JsonElement statement, string name) =>
        statement.Text(name) is { } one ? [one] : statement.Texts(name);
}
