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
    private static readonly Request Photo = Request.Image(Photos.Tiny);

    public static IReadOnlyDictionary<string, IReadOnlyList<BadRequest>> Families { get; } =
        new Dictionary<string, IReadOnlyList<BadRequest>>
        {
            ["JSON that breaks off"] = [.. JsonBodies.Truncations()],
            ["JSON of wrong types"] = [.. JsonBodies.WrongTypes()],
            ["JSON with fields twice"] = [.. JsonBodies.Duplicates()],
            ["JSON that nests deeply"] = [.. JsonBodies.Nesting()],
            ["JSON with numbers out of range"] = [.. JsonBodies.Numbers()],
            ["JSON with text that is none"] = [.. JsonBodies.BrokenText()],
            ["JSON that is misspelt"] = Each(Corpus.Of("misspelt JSON"), Request.Json),
            ["base64 that is none"] =
            [
                .. Each(Base64(), text => Request.Json("{\"image\": " + Request.Quoted(text) + "}")),
                .. Each(Base64(), text => Request.Text("image/png", text) with { IsBase64 = true }),
            ],
            ["data URLs that are none"] = Each(
                [
                    .. Corpus.Of("data URLs"),
                    "data:image/png;base64;base64," + Corpus.Base64Photo[..^1],
                    "data:" + new string('x', 200) + ";base64," + Corpus.Base64Photo,
                ],
                text => Request.Json("{\"image\": " + Request.Quoted(text) + "}")
            ),
            ["multipart"] = [.. FormBodies.All()],
            ["content types"] = Each(
                [
                    .. Corpus.Of("content types"),
                    "multipart/form-data; boundary=" + new string('b', 71),
                    "multipart/form-data; boundary=" + new string('b', 100_000),
                    "multipart/form-data; x=\"" + new string(';', 10_000),
                    "multipart/form-data;" + string.Concat(Enumerable.Repeat("a=\"b\";", 20_000)),
                    new string('a', 1_000_000),
                ],
                type => Request.Text(type, "x{\"url\": \"http://10.0.0.1/\"}")
            ),
            ["accepted types"] = Each(
                [.. Corpus.Of("accepted types"), new string(';', 50_000)],
                accept => Photo.WithHeader("Accept", accept)
            ),
            ["top in the query"] = Each(
                [.. Corpus.Of("top"), new string('9', 10_000)],
                value => Photo.WithQuery(("top", value))
            ),
            ["min_score in the query"] = Each(Corpus.Of("min_score"), value => Photo.WithQuery(("min_score", value))),
            ["paths"] = Each(
                [.. Corpus.Of("paths"), "/" + new string('a', 100_000)],
                path => Photo with { Path = path }
            ),
            ["methods"] = Each(
                [.. Corpus.Of("methods"), new string('X', 100_000)],
                method => Photo with { Method = method }
            ),
            ["photos that are none"] = [.. PhotoBodies.All()],
            // Those whose refusal depends on a name server have tests of their own beside the fetcher's.
            ["hostile URLs"] = Each(HostileUrls.All.Where(url => !url.NeedsName).Select(url => url.Url), Request.Url),
        };

    public static IReadOnlyList<BadRequest> Each(IEnumerable<string> texts, Func<string, Request> make) =>
        [.. texts.Select(text => new BadRequest(Shorten(text), make(text)))];

    public static string Shorten(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(60, text.Length)))
            shown.Append(c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}");
        return shown.Append(text.Length > 60 ? $"... ({text.Length} characters)" : "").ToString();
    }

    /// <summary>Texts that are not base64, for JSON and for the event's own encoding.</summary>
    private static IEnumerable<string> Base64()
    {
        var good = Corpus.Base64Photo;
        return
        [
            .. Corpus.Of("base64"),
            .. new[] { 1, 2, 3 }.Select(count => good[..^count]),
            .. new[] { "=", "*", "\u00e9", "\ufffd", "😀" }.Select(inserted => good.Insert(8, inserted)),
            good.Replace('A', '-'),
            good.Replace('A', '_'),
            string.Join('.', good.Chunk(4).Select(c => new string(c))),
            "0x" + Convert.ToHexString(Photos.Tiny),
            new string('=', 1_000_000),
            new string('!', 100),
        ];
    }
}
