using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Where a redirect leads.</summary>
internal static class Redirects
{
    /// <summary>Longer than a client's URL: presigned URLs of some stores are.</summary>
    private const int MaxLocationLength = 8192;

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Value of the Location header.</summary>
    /// <exception cref="FetchException">There is not exactly one.</exception>
    public static string Location(HttpResponseMessage response, string host) =>
        response.Headers.NonValidated.TryGetValues("Location", out var values) && values.Count == 1
            ? values.Single()
            : throw FetchErrors.InvalidRedirect(host, $"{values.Count} Location headers");

    /// <summary>The URL that a Location names, resolved against the URL that was asked.</summary>
    /// <exception cref="FetchException">It is malformed, or may not be followed.</exception>
    public static FetchUrl Resolve(FetchUrl asked, string location)
    {
        var next = Parse(asked, location);
        return asked.IsHttps && !next.IsHttps ? throw FetchErrors.RedirectNotAllowed(asked.Host) : next;
    }

    private static FetchUrl Parse(FetchUrl asked, string location)
    {
        try
        {
            if (location.StartsWith("//", StringComparison.Ordinal))
                return FetchUrl.Parse($"{asked.Uri.Scheme}:{location}", MaxLocationLength);
            if (HasScheme(location))
                return FetchUrl.Parse(location, MaxLocationLength);
            // Before Uri sees it, which would take /\host for another host.
            FetchUrl.RefuseUnsafeCharacters(location);
            if (location.Length == 0 || !Uri.TryCreate(asked.Uri, location, out var resolved))
                throw FetchErrors.InvalidUrl("is not a relative URL");
            return FetchUrl.Parse(resolved.AbsoluteUri, MaxLocationLength);
        }
        catch (FetchException e)
        {
            // A malformed Location is the server's fault and not the client's. The message does not repeat it.
            throw e.Code == FetchErrors.InvalidUrlCode
                ? FetchErrors.InvalidRedirect(asked.Host, e.Message)
                : e.AfterRedirect(asked.Host);
        }
    }

    /// <summary>Whether the text starts with a scheme (RFC 3986, 3.1), and is not a path with a colon in it.</summary>
    private static bool HasScheme(string location)
    {
        var colon = location.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(location[0]) && location[..colon].All(FetchUrl.IsSchemeCharacter);
    }
}
