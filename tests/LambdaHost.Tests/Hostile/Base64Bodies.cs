using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>Photos in base64 that is none, in JSON and as the event's own encoding.</summary>
internal static class Base64Bodies
{
    private static readonly string Good = Convert.ToBase64String(Photos.Tiny);

    public static IEnumerable<BadRequest> All() => Texts().SelectMany(InBoth).Concat(DataUrls());

    private static IEnumerable<string> Texts() =>
        [
            "=",
            "==",
            "====",
            "A",
            "AA",
            "AAA",
            "A===",
            "AA=A",
            "=AAA",
            "AAAA=",
            "AAAAA",
            "AAAA====",
            "A-_A",
            "AA+/-",
            Good[..^1],
            Good[..^2],
            Good[..^3],
            Good + "=",
            Good + "A",
            Good + "==",
            Good.Insert(8, "="),
            Good.Insert(8, "*"),
            Good.Insert(8, "\u00e9"),
            Good.Insert(8, "\ufffd"),
            Good.Insert(8, "😀"),
            "%" + Good,
            Good + "\"",
            "\"" + Good,
            Good.Replace('A', '-'),
            Good.Replace('A', '_'),
            string.Join('.', Good.Chunk(4).Select(c => new string(c))),
            "0x" + Convert.ToHexString(Photos.Tiny),
            new string('=', 1_000_000),
            new string('!', 100),
        ];

    private static IEnumerable<BadRequest> InBoth(string text) =>
        [
            new($"image is {BadRequests.Shorten(text)}", Request.Json("{\"image\": " + Request.Quoted(text) + "}")),
            new($"body is {BadRequests.Shorten(text)}", Request.Text("image/png", text) with { IsBase64 = true }),
        ];

    private static IEnumerable<BadRequest> DataUrls() =>
        new[]
        {
            "data:",
            "data:,",
            "data:;base64",
            "data:;base64,",
            "data:image/png," + Good,
            "data:image/png;base64" + Good,
            "data:image/png;BASE64," + Good,
            "data:image/png;base64;base64," + Good[..^1],
            "data:image/png;base64,data:image/png;base64," + Good,
            "data:" + new string('x', 200) + ";base64," + Good,
            "data:image/svg+xml;base64,PHN2Zy8+",
            "DATA:image/png;base64," + Good,
        }.Select(text => new BadRequest(
            BadRequests.Shorten(text),
            Request.Json("{\"image\": " + Request.Quoted(text) + "}")
        ));
}
