using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// A URL taken apart strictly. <see cref="Uri"/> repairs much of what it is given (backslashes, tabs, percent signs in
/// hosts, octal addresses), and what one reader repairs another reads differently; here such URLs are refused.
/// </summary>
/// <param name="Uri">The URL rebuilt from its checked parts; ASCII only, no fragment, no user-info.</param>
/// <param name="Host">The host in its one form: a name, or an address without brackets.</param>
internal sealed record FetchUrl(Uri Uri, string Host)
{
    /// <summary>Longest URL that a client may send, in characters.</summary>
    public const int MaxLength = 2048;

    public int Port => Uri.Port;

    public bool IsHttps => Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>Takes an absolute URL apart.</summary>
    /// <exception cref="FetchException">The URL is malformed, or of a kind that is never fetched.</exception>
    public static FetchUrl Parse(string? text, int maxLength = MaxLength)
    {
        if (string.IsNullOrEmpty(text))
            throw FetchErrors.InvalidUrl("is empty");
        if (text.Length > maxLength)
            throw FetchErrors.InvalidUrl($"has {text.Length} characters, {maxLength} are allowed");
        RefuseUnsafeCharacters(text);

        var (scheme, rest) = SplitScheme(text);
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            throw FetchErrors.InvalidUrl("has no // after its scheme");
        var end = rest.IndexOfAny(['/', '?', '#'], 2);
        var authority = end < 0 ? rest[2..] : rest[2..end];
        var path = end < 0 ? "" : rest[end..];
        if (path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment)
            path = path[..fragment];

        var (hostText, portText) = SplitAuthority(authority);
        var host = hostText.StartsWith('[') ? ParseIPv6(hostText) : HostName.Normalise(hostText);
        var port = ParsePort(portText, scheme);
        return Rebuild(scheme, host, port, path);
    }

    /// <summary>Refuses what <see cref="Uri"/> would strip, or read as a slash.</summary>
    internal static void RefuseUnsafeCharacters(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c))
                throw FetchErrors.InvalidUrl("has a space or control character in it; write it as %20 or leave it out");
            if (c == '\\')
                throw FetchErrors.InvalidUrl("has a backslash in it; write / or %5C");
        }
    }

    private static (string Scheme, string AfterColon) SplitScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || !text[..colon].All(IsSchemeCharacter))
            throw FetchErrors.InvalidUrl("does not start with https:// or http://");
        var scheme = text[..colon].ToLowerInvariant();
        if (scheme != Uri.UriSchemeHttp && scheme != Uri.UriSchemeHttps)
            throw FetchErrors.SchemeNotAllowed();
        return (scheme, text[(colon + 1)..]);
    }

    internal static bool IsSchemeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.';

    private static (string Host, string? Port) SplitAuthority(string authority)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
            throw FetchErrors.CredentialsInUrl();
        if (authority.Contains('%', StringComparison.Ordinal))
            throw FetchErrors.InvalidUrl("has a percent sign in its host");
        // The colons of an IPv6 address are inside its brackets.
        var colon = authority.IndexOf(':', Math.Max(0, authority.LastIndexOf(']')));
        return colon < 0 ? (authority, null) : (authority[..colon], authority[(colon + 1)..]);
    }

    private static string ParseIPv6(string text)
    {
        if (
            text.EndsWith(']')
            && text[1..^1].All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            && IPAddress.TryParse(text[1..^1], out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
        )
            return address.ToString();
        throw FetchErrors.InvalidUrl("has brackets around something that is not an IPv6 address");
    }

    private static int ParsePort(string? text, string scheme)
    {
        if (text is null)
            return scheme == Uri.UriSchemeHttps ? 443 : 80;
        if (
            text.Length <= 5
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
        )
            return port;
        throw FetchErrors.InvalidUrl("has a port that is not a number between 1 and 65535");
    }

    private static FetchUrl Rebuild(string scheme, string host, int port, string path)
    {
        var hostInUrl = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        var slash = path.StartsWith('/') ? "" : "/";
        // The comparison only fails where Uri reads the parts in another way than they were checked.
        if (
            Uri.TryCreate($"{scheme}://{hostInUrl}:{port}{slash}{path}", UriKind.Absolute, out var uri)
            && uri.Scheme == scheme
            && uri.Port == port
            && uri.UserInfo.Length == 0
            && uri.Fragment.Length == 0
            && uri.IdnHost.Trim('[', ']') == host
        )
            return new FetchUrl(uri, host);
        throw FetchErrors.InvalidUrl("is not well formed");
    }
}
