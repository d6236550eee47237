using System.Text;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>One request that must be refused as the client's fault.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Request">The request.</param>
internal sealed record BadRequest(string Name, Request Request);

/// <summary>Requests that are wrong, in families: what a client, an attacker or a broken program sends.</summary>
internal static class BadRequests
{
    public static IReadOnlyDictionary<string, IReadOnlyList<BadRequest>> Families { get; } =
        new Dictionary<string, IReadOnlyList<BadRequest>>
        {
            ["JSON that breaks off"] = [.. JsonBodies.Truncations()],
            ["JSON of wrong types"] = [.. JsonBodies.WrongTypes()],
            ["JSON with fields twice"] = [.. JsonBodies.Duplicates()],
            ["JSON that nests deeply"] = [.. JsonBodies.Nesting()],
            ["JSON with numbers out of range"] = [.. JsonBodies.Numbers()],
            ["JSON with text that is none"] = [.. JsonBodies.BrokenText()],
            ["JSON that is misspelt"] = [.. JsonBodies.Misspelt()],
            ["base64 that is none"] = [.. Base64Bodies.All()],
            ["multipart"] = [.. FormBodies.All()],
            ["content types"] = [.. ContentTypes()],
            ["accepted types"] = [.. Accepts()],
            ["options in the query"] = [.. Queries()],
            ["paths and methods"] = [.. Paths()],
            ["photos that are none"] = [.. PhotoBodies.All()],
            ["hostile URLs"] = [.. Urls()],
        };

    private static IEnumerable<BadRequest> ContentTypes() =>
        new[]
        {
            "text/plain",
            "text/html; charset=utf-8",
            "application/xml",
            "application/jsonp",
            "json",
            "application/",
            "/",
            ";",
            ";;;===",
            "multipart/mixed; boundary=b",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data; Boundary = ",
            "multipart/form-data; boundary=" + new string('b', 71),
            "multipart/form-data; boundary=" + new string('b', 100_000),
            "multipart/form-data; boundary=\"unclosed",
            "multipart/form-data; x=\"" + new string(';', 10_000),
            "multipart/form-data;" + string.Concat(Enumerable.Repeat("a=\"b\";", 20_000)),
            "application/json, application/json",
            "video/mp4",
            "\0",
            "\u202eapplication/json",
            new string('a', 1_000_000),
        }.Select(type => new BadRequest(Shorten(type), Request.Text(type, "x{\"url\": \"http://10.0.0.1/\"}")));

    private static IEnumerable<BadRequest> Accepts() =>
        new[]
        {
            "text/html",
            "image/png, image/*",
            "application/json;q=0",
            ";",
            "a/b;q=\"",
            new string(';', 50_000),
            "\0",
        }.Select(accept => new BadRequest(Shorten(accept), Request.Image(Photos.Tiny).WithHeader("Accept", accept)));

    private static IEnumerable<BadRequest> Queries() =>
        new[]
        {
            "0",
            "-1",
            "",
            " ",
            "1 ",
            "+1",
            "1.0",
            "1e1",
            "٣",
            "0x1",
            "2147483648",
            "\0",
            "null",
            new string('9', 10_000),
        }
            .Select(value => new BadRequest(
                $"top={Shorten(value)}",
                Request.Image(Photos.Tiny).WithQuery(("top", value))
            ))
            .Concat(
                new[] { "-1", "1.1", "", "NaN", "-Infinity", "1,5", "0.5f", "1e9", "∞", "\0", "0.5;0.6" }.Select(
                    value => new BadRequest(
                        $"min_score={Shorten(value)}",
                        Request.Image(Photos.Tiny).WithQuery(("min_score", value))
                    )
                )
            );

    private static IEnumerable<BadRequest> Paths() =>
        new[]
        {
            "",
            "/",
            "//",
            "/predict/../health",
            "/Predict",
            "/predict%00",
            "/predict?x",
            "/health/x",
            "/\0",
            "/" + new string('a', 100_000),
        }
            .Select(path => new BadRequest($"POST {Shorten(path)}", Request.Image(Photos.Tiny) with { Path = path }))
            .Concat(
                new[] { "", "get", "post", "PATCH", "TRACE", "CONNECT", "P\0ST", new string('X', 100_000) }.Select(
                    method => new BadRequest(Shorten(method), Request.Image(Photos.Tiny) with { Method = method })
                )
            );

    // Those whose refusal depends on a name server have tests of their own beside the fetcher's.
    private static IEnumerable<BadRequest> Urls() =>
        HostileUrls
            .All.Where(hostile => !hostile.NeedsName)
            .Select(hostile => new BadRequest(Shorten(hostile.Url), Request.Url(hostile.Url)));

    public static string Shorten(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(60, text.Length)))
            shown.Append(c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}");
        return shown.Append(text.Length > 60 ? $"... ({text.Length} characters)" : "").ToString();
    }
}
