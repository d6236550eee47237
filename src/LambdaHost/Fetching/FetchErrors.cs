using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Every way in which a fetch fails, with its code and sentence; README.md has them as a table.</summary>
internal static class FetchErrors
{
    public const string InvalidUrlCode = "invalid-url";

    public static FetchException InvalidUrl(string fault) =>
        new(InvalidUrlCode, $"The URL {fault}; send an absolute http or https URL of a photo.");

    public static FetchException SchemeNotAllowed() =>
        new("scheme-not-allowed", "Only http and https URLs are fetched; send one of those, or the photo itself.");

    public static FetchException CredentialsInUrl() =>
        new(
            "credentials-in-url",
            "The URL has a user name or '@' before its host; send a URL that needs no sign-in, such as a presigned one."
        );

    public static FetchException PortNotAllowed(int port, IReadOnlyList<int> allowed) =>
        new(
            "port-not-allowed",
            $"Port {port} is not allowed; use a URL on port {string.Join(" or ", allowed)}, or send the photo itself."
        );

    public static FetchException HostNotAllowed(string host) =>
        new(
            "host-not-allowed",
            "Photos are not fetched from this host; use one that the operator of this service allows, or send the photo itself.",
            $"{host} is not in the list of allowed hosts"
        );

    public static FetchException AddressNotAllowed(string host, IPAddress address, int port, string reason) =>
        new(
            "address-not-allowed",
            "The URL leads to an address that is not allowed; use a URL that is public on the internet, or send the photo itself.",
            $"{host} is at {new IPEndPoint(address, port)}: {reason}"
        );

    public static FetchException NameNotFound(string host, Exception? cause) =>
        new(
            "name-not-found",
            "The URL's host name does not exist; check its spelling.",
            $"{host}: {cause?.Message ?? "no address"}",
            cause
        );

    public static FetchException NameLookupFailed(string host, Exception cause) =>
        new(
            "name-lookup-failed",
            "The URL's host name could not be looked up; try again.",
            $"{host}: {cause.Message}",
            cause
        );

    public static FetchException ConnectionRefused(string host, string attempts) =>
        new(
            "connection-refused",
            "The server refused the connection; check the URL's host and port.",
            $"{host}: {attempts}"
        );

    public static FetchException ConnectionFailed(string host, string attempts, Exception? cause = null) =>
        new(
            "connection-failed",
            "The server could not be reached; try again, or send the photo itself.",
            $"{host}: {attempts}",
            cause
        );

    public static FetchException ConnectTimeout(string host, string attempts) =>
        new(
            "connect-timeout",
            "Connecting to the server took too long; try again, or send the photo itself.",
            $"{host}: {attempts}"
        );

    public static FetchException TlsFailed(string host, Exception cause) =>
        new(
            "tls-failed",
            "A secure connection to the server could not be made: its certificate is not valid for the URL, or it does not speak TLS; use another URL.",
            $"{host}: {cause.GetBaseException().Message}",
            cause
        );

    public static FetchException TimedOut(string host, TimeSpan limit) =>
        new(
            "timeout",
            $"The photo did not arrive within {limit.TotalSeconds:0.###} seconds; use a faster server, or send the photo itself.",
            host
        );

    public static FetchException WrongStatus(string host, int status) =>
        new(
            "status",
            status switch
            {
                401 or 403 =>
                    $"The server answered {status}: the photo must be readable without signing in; use a public or presigned URL.",
                404 or 410 => $"The server answered {status}: there is no photo at this URL; check it in a browser.",
                429 => "The server answered 429: it was asked too often; wait, or send the photo itself.",
                >= 500 =>
                    $"The server answered {status}: it has a fault of its own; try again later, or send the photo itself.",
                _ => $"The server answered {status} instead of 200 with a photo; check the URL in a browser.",
            },
            host
        );

    public static FetchException TooLarge(string host, int limit) =>
        new("too-large", $"The file at the URL is larger than {limit} bytes; make it smaller and send it again.", host);

    public static FetchException TooManyRedirects(string host, int limit) =>
        new("too-many-redirects", $"The URL redirects more than {limit} times; send the photo's final URL.", host);

    public static FetchException RedirectNotAllowed(string host) =>
        new(
            "redirect-not-allowed",
            "The URL redirects from https to http, which is not followed; send the photo's final URL.",
            host
        );

    public static FetchException InvalidRedirect(string host, string fault) =>
        new(
            "invalid-redirect",
            "The server's redirect does not say where to go; send the photo's final URL.",
            $"{host}: {fault}"
        );

    public static FetchException Empty(string host) =>
        new("empty", "The server answered with no bytes; check the URL in a browser.", host);

    public static FetchException Incomplete(string host, Exception cause) =>
        new(
            "incomplete",
            "The server ended its answer too early; try again, or send the photo itself.",
            $"{host}: {cause.GetBaseException().Message}",
            cause
        );

    public static FetchException InvalidResponse(string host, string fault, Exception? cause = null) =>
        new(
            "invalid-response",
            "The server's answer is not valid HTTP or is encoded in an unknown way; use another URL, or send the photo itself.",
            $"{host}: {fault}",
            cause
        );

    public static FetchException Disabled() =>
        new("disabled", "This service does not fetch photos from URLs; send the photo itself.");
}
