using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>The hosts that may be asked, each in the form of <see cref="FetchUrl.Host"/>; none listed means all.</summary>
internal sealed class HostAllowList(IReadOnlyList<string> patterns)
{
    private readonly string[] patterns = [.. patterns.Select(Normalise)];

    /// <summary>Whether the text is a host, or a host after a leading dot.</summary>
    public static bool IsPattern(string text)
    {
        try
        {
            return Normalise(text).Length > 0;
        }
        catch (FetchException)
        {
            return false;
        }
    }

    public bool Allows(string host) =>
        patterns.Length == 0 || Array.Exists(patterns, pattern => Matches(pattern, host));

    /// <summary>".example.com" ends at a dot: it allows a.example.com, and neither example.com nor badexample.com.</summary>
    private static bool Matches(string pattern, string host) =>
        pattern[0] == '.'
            ? host.Length > pattern.Length && host.EndsWith(pattern, StringComparison.Ordinal)
            : host == pattern;

    private static string Normalise(string pattern)
    {
        var bare = pattern.Trim('[', ']');
        if (bare.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(bare, out var address))
            return address.ToString();
        return pattern.StartsWith('.') ? "." + HostName.Normalise(pattern[1..]) : HostName.Normalise(pattern);
    }
}
