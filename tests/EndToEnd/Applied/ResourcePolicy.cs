using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>
/// What a REST API's resource policy says of a call, and what API Gateway makes of it: the tables of
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html.
/// </summary>
/// <param name="statements">Statements, with resources as full ARNs or below the API's ARN.</param>
internal sealed class ResourcePolicy(IReadOnlyList<JsonElement> statements)
{
    public static ResourcePolicy Parse(string statements)
    {
        using var json = JsonDocument.Parse(statements);
        var root = json.RootElement.Clone();
        return new(root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : root.Elements("Statement"));
    }

    /// <summary>Whether a request to a method without authorization, or with a key or a valid token, goes through.</summary>
    public bool LetsIn(Call call) => Decide(call, null) == Verdict.Allow;

    /// <summary>Whether a signed request goes through.</summary>
    /// <param name="caller">ARN of the role that signs.</param>
    /// <param name="permitted">Whether the caller's own IAM policy allows the call.</param>
    /// <param name="account">The API's account.</param>
    public bool LetsIn(Call call, string caller, bool permitted, string account) =>
        (Decide(call, caller), IsOf(caller, account), permitted) switch
        {
            (Verdict.Deny, _, _) => false,
            (Verdict.Allow, true, false) => !Statements("Allow", call, caller).All(NamesAnAccount),
            (Verdict.Allow, false, false) => false,
            (Verdict.Allow, _, true) => true,
            (_, var same, _) => same && permitted,
        };

    private Verdict Decide(Call call, string? caller) =>
        Statements("Deny", call, caller).Any() ? Verdict.Deny
        : Statements("Allow", call, caller).Any() ? Verdict.Allow
        : Verdict.Silent;

    private IEnumerable<JsonElement> Statements(string effect, Call call, string? caller) =>
        statements.Where(statement =>
            statement.Text("Effect") == effect
            && IsFor(statement, caller)
            && (
                Values(statement, "Resource") is { Count: > 0 } resources
                    ? resources.Any(resource => Matches(resource, call.Route))
                    : !Values(statement, "NotResource").Any(resource => Matches(resource, call.Route))
            )
            && Holds(statement, call)
        );

    /// <summary>A key that is absent counts as different: so it is with each operator that begins with Not.</summary>
    private static bool Holds(JsonElement statement, Call call)
    {
        foreach (var condition in statement.Members("Condition"))
        foreach (var key in condition.Value.EnumerateObject())
        {
            var expected = key.Value.EnumerateArray().Select(value => value.GetString()!).ToList();
            var actual = key.Name switch
            {
                "aws:SourceIp" => call.InternetAddress,
                "aws:VpcSourceIp" => call.VpcAddress,
                "aws:SourceVpce" => call.Endpoint,
                _ => throw new NotSupportedException(key.Name),
            };
            var different = condition.Name switch
            {
                "NotIpAddress" => actual is null
                    || !expected.Any(cidr =>
                        System.Net.IPNetwork.Parse(cidr).Contains(System.Net.IPAddress.Parse(actual))
                    ),
                "StringNotEquals" => actual is null || !expected.Contains(actual),
                _ => throw new NotSupportedException(condition.Name),
            };
            if (!different)
                return false;
        }

        return true;
    }

    private static bool IsFor(JsonElement statement, string? caller) =>
        statement.Text("Principal") == "*"
        || caller != null
            && Values(statement.Member("Principal"), "AWS")
                .Any(arn =>
                    arn == caller || (arn.EndsWith(":root", StringComparison.Ordinal) && IsOf(caller, Account(arn)))
                );

    private static bool NamesAnAccount(JsonElement statement) =>
        Values(statement.Member("Principal"), "AWS") is { Count: > 0 } arns
        && arns.All(arn => arn.EndsWith(":root", StringComparison.Ordinal));

    private static bool IsOf(string caller, string account) => Account(caller) == account;

    private static string Account(string arn) => arn.Split(':')[4];

    private static bool Matches(string pattern, string route) =>
        Regex.IsMatch(
            $"any-stage/{route}",
            $"^{Regex.Escape(pattern.Split(':')[^1].Split('/', pattern.StartsWith("arn:", StringComparison.Ordinal) ? 2 : 1)[^1]).Replace("\\*", ".*", StringComparison.Ordinal)}$"
        );

    private static IReadOnlyList<string> Values(JsonElement json, string name) =>
        json.Text(name) is { } one ? [one] : json.Texts(name);

    private enum Verdict
    {
        Silent,
        Allow,
        Deny,
    }
}

/// <param name="Route">Method and path, such as POST/predict.</param>
/// <param name="InternetAddress">Where it comes from; absent for a private API.</param>
/// <param name="VpcAddress">Where it comes from in a VPC.</param>
/// <param name="Endpoint">The VPC endpoint that it comes through.</param>
internal sealed record Call(
    string Route,
    string? InternetAddress = null,
    string? VpcAddress = null,
    string? Endpoint = null
);
