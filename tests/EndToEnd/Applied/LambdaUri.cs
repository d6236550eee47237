using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>The URI of an integration with Lambda.</summary>
internal static partial class LambdaUri
{
    public static (string Name, string? Qualifier)? Parse(string? uri)
    {
        var match = Invocation().Match(uri ?? "");
        if (!match.Success)
            return null;
        var qualifier = match.Groups["qualifier"].Value;
        return (match.Groups["name"].Value, qualifier.Length == 0 ? null : qualifier);
    }

    [GeneratedRegex(
        @"^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:(?<name>[A-Za-z0-9_-]+)(:(?<qualifier>[A-Za-z0-9_$-]+))?/invocations$"
    )]
    private static partial Regex Invocation();
}
