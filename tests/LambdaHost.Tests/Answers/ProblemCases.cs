using System.Net.Sockets;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;
using SkiaSharp;

namespace ClothesClassification.LambdaHost.Tests.Answers;

/// <summary>A request that causes a problem.</summary>
/// <param name="Code">The problem's code.</param>
/// <param name="Request">The request.</param>
/// <param name="Setting">An environment variable of the host, as NAME=value.</param>
internal sealed record ProblemCase(string Code, Request Request, string? Setting = null)
{
    public Dictionary<string, string> Settings =>
        Setting?.Split('=') is [var name, var value] ? new() { [name] = value } : [];

    /// <summary>What the other server answers.</summary>
    public Func<Exchange, Task> Server { get; init; } = exchange => exchange.Ok(Photos.Tiny);

    /// <summary>What a connection attempt comes to; null: it reaches the server.</summary>
    public Func<CancellationToken, Task<Stream>>? Connecting { get; init; }

    /// <summary>Whether the server has a certificate that is trusted.</summary>
    public bool Tls { get; init; }
}

/// <summary>At least one request for each kind of problem that a request can cause.</summary>
internal static class ProblemCases
{
    private const string Http = "http://photos.example.com/a.jpg";
    private const string Https = "https://photos.example.com/a.jpg";
    private const string Lost = "http://lost.example.com/a.jpg";

    public static IReadOnlyList<ProblemCase> All { get; } = [.. Requests(), .. Photo(), .. RefusedUrls(), .. Servers()];

    /// <summary>A name whose lookup fails for a reason that passes.</summary>
    public const string LostHost = "lost.example.com";

    private static IEnumerable<ProblemCase> Requests() =>
        [
            new("empty-body", new Request("POST", "/predict")),
            new("empty-body", Request.Json("")),
            new("broken-base64", Request.Json("""{"image": "no base64!"}""")),
            new("broken-base64", Request.Text("image/jpeg", "%%%") with { IsBase64 = true }),
            new("body-not-binary", Request.Text("image/jpeg", "\uFFFD\uFFFD\uFFFD\uFFFD JFIF")),
            new("malformed-json", Request.Json("""{"url": """)),
            new("malformed-multipart", Request.Text("multipart/form-data", "--b\r\n")),
            new("missing-photo", Request.Json("{}")),
            new("missing-photo", Request.Json("""{"images": []}""")),
            new("invalid-field", Request.Json("""{"url": 1}""")),
            new(
                "too-many-photos",
                Request.Json("""{"images": [{"url": "a"}, {"url": "b"}]}"""),
                "CLOTHES_MAX_PHOTOS=1"
            ),
            new("not-found", Request.Get("/favicon.ico")),
            new("method-not-allowed", new Request("DELETE", "/predict")),
            new("not-acceptable", Request.Image(Photos.Tiny).WithHeader("Accept", "text/html")),
            new("payload-too-large", Request.Text("image/png", new string('A', 6 << 20)) with { IsBase64 = true }),
            new("unsupported-media-type", Request.Text("text/plain", "a photo of a dress")),
            new("unsupported-media-type", Request.Text("application/x-www-form-urlencoded", "url=a")),
        ];

    private static IEnumerable<ProblemCase> Photo() =>
        [
            new("empty", Request.Json("""{"image": ""}""")),
            new("unsupported-format", Request.Binary("image/jpeg", "%PDF-1.7"u8.ToArray())),
            new("too-many-bytes", Request.Image(Photos.Jpeg), "CLOTHES_MAX_PHOTO_BYTES=500"),
            new("too-many-pixels", Request.Image(Photos.Jpeg), "CLOTHES_MAX_PIXELS=10000"),
            new("side-too-long", Request.Image(Photos.Draw(300, 2, SKEncodedImageFormat.Png)), "CLOTHES_MAX_SIDE=200"),
            new("truncated", Request.Binary("image/jpeg", Photos.Truncated)),
            new("corrupt", Request.Binary("image/png", Photos.Corrupt)),
        ];

    private static IEnumerable<ProblemCase> RefusedUrls() =>
        [
            new("fetch-invalid-url", Request.Url("a.jpg")),
            new("fetch-disabled", Request.Url(Http), "CLOTHES_FETCH=off"),
            new("fetch-scheme-not-allowed", Request.Url("file:///etc/passwd")),
            new("fetch-credentials-in-url", Request.Url("http://user:password@photos.example.com/")),
            new(
                "fetch-host-not-allowed",
                Request.Url(Http),
                "CLOTHES_FETCH_ALLOWED_HOSTS=images.example.com,.cdn.example.com"
            ),
            new("fetch-port-not-allowed", Request.Url("http://photos.example.com:8080/")),
            new("fetch-address-not-allowed", Request.Url("http://169.254.169.254/latest/meta-data/")),
            new("fetch-name-not-found", Request.Url("http://nobody.example.com/")),
        ];

    private static IEnumerable<ProblemCase> Servers() =>
        [
            new("fetch-too-large", Request.Url(Http), "CLOTHES_MAX_PHOTO_BYTES=1000")
            {
                Server = exchange => exchange.Ok(new byte[1001]),
            },
            new("fetch-too-many-redirects", Request.Url(Http)) { Server = exchange => exchange.Redirect("/again") },
            new("fetch-redirect-not-allowed", Request.Url(Https))
            {
                Server = exchange => exchange.Redirect(Http),
                Tls = true,
            },
            new("fetch-address-not-allowed", Request.Url(Http))
            {
                Server = exchange => exchange.Redirect("http://[::ffff:10.0.0.1]/"),
            },
            new("fetch-invalid-redirect", Request.Url(Http)) { Server = exchange => exchange.Answer(302, []) },
            new("fetch-name-lookup-failed", Request.Url(Lost)),
            new("fetch-connection-refused", Request.Url(Http))
            {
                Connecting = _ => Fail(SocketError.ConnectionRefused),
            },
            new("fetch-connection-failed", Request.Url(Http)) { Connecting = _ => Fail(SocketError.HostUnreachable) },
            new("fetch-connect-timeout", Request.Url(Http), "CLOTHES_FETCH_CONNECT_TIMEOUT_MS=50")
            {
                Connecting = Never,
            },
            new("fetch-tls-failed", Request.Url(Https)),
            new("fetch-timeout", Request.Url(Http), "CLOTHES_FETCH_TIMEOUT_MS=1000")
            {
                Server = exchange => exchange.Hang(),
            },
            new("fetch-status", Request.Url(Http)) { Server = exchange => exchange.Answer(404, []) },
            new("fetch-empty", Request.Url(Http)) { Server = exchange => exchange.Ok([]) },
            new("fetch-incomplete", Request.Url(Http))
            {
                Server = exchange => exchange.WriteAndClose("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"),
            },
            new("fetch-invalid-response", Request.Url(Http))
            {
                Server = exchange => exchange.WriteAndClose("this is not HTTP\r\n\r\n"),
            },
            new("unsupported-format", Request.Url(Http)) { Server = exchange => exchange.Ok("<html>"u8.ToArray()) },
        ];

    private static Task<Stream> Fail(SocketError error) => Task.FromException<Stream>(new SocketException((int)error));

    private static async Task<Stream> Never(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return Stream.Null;
    }
}
