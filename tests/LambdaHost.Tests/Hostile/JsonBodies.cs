using System.Text;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>Bodies of type application/json that are wrong.</summary>
internal static class JsonBodies
{
    private const string Valid =
        """{"images": [{"id": "a", "url": "http://10.0.0.1/x"}, {"image": "AAAA"}], "top": 2, "min_score": 0.5}""";

    /// <summary>Every beginning of a body.</summary>
    public static IEnumerable<BadRequest> Truncations() =>
        Enumerable.Range(0, Valid.Length).Select(length => Text($"{length} characters", Valid[..length]));

    public static IEnumerable<BadRequest> WrongTypes() =>
        from value in new[] { "null", "true", "false", "0", "-1.5", "[]", "[[]]", "{}", "{\"url\": \"x\"}", "\"\"" }
        from field in new[] { "url", "images", "top", "min_score", "images[]", "images[].url", "images[].id" }
        where !(field == "images[].id" && value == "\"\"")
        select Text(
            $"{field} is {value}",
            field switch
            {
                "images[]" => $$"""{"images": [{{value}}], "top": 0}""",
                "images[].url" => "{\"images\": [{\"url\": " + value + "}], \"top\": 0}",
                "images[].id" => "{\"images\": [{\"image\": \"\", \"id\": " + value + "}]}",
                "top" or "min_score" => $$"""{"image": "", "{{field}}": {{value}}}""",
                _ => $$"""{"{{field}}": {{value}}}""",
            }
        );

    public static IEnumerable<BadRequest> Duplicates() =>
        [
            Text("url twice", """{"url": "http://10.0.0.1/", "url": "http://10.0.0.1/"}"""),
            Text("image twice", """{"image": "AAAA", "image": "AAAA"}"""),
            Text("url and image", """{"url": "http://10.0.0.1/", "image": "AAAA"}"""),
            Text("url and images", """{"url": "http://10.0.0.1/", "images": [{"image": "AAAA"}]}"""),
            Text("images twice", """{"images": [{"image": "AAAA"}], "images": [{"image": "AAAA"}]}"""),
            Text("url twice in an item", """{"images": [{"url": "a", "url": "b"}]}"""),
            Text("url and image in an item", """{"images": [{"url": "a", "image": "AAAA"}]}"""),
            Text("top twice", """{"image": "AAAA", "top": 1, "top": 2}"""),
            Text("url twice, once escaped", """{"url": "http://10.0.0.1/", "\u0075rl": "http://10.0.0.1/"}"""),
            Text(
                "17 images",
                "{\"images\": [" + string.Join(',', Enumerable.Repeat("{\"image\": \"AAAA\"}", 17)) + "]}"
            ),
            Text(
                "100,000 images",
                "{\"images\": [" + string.Join(',', Enumerable.Repeat("{\"image\": \"AAAA\"}", 100_000)) + "]}"
            ),
        ];

    public static IEnumerable<BadRequest> Nesting() =>
        from depth in new[] { 64, 65, 1_000, 100_000, 1_000_000 }
        from form in new[] { "[", "{\"a\":", "{\"images\":[", "{\"url\":{", "{\"images\":[{\"url\":[" }
        let text = string.Concat(Enumerable.Repeat(form, Math.Min(depth, 4_000_000 / form.Length)))
        from prefix in new[] { "", "{\"image\": \"AAAA\", \"x\": " }
        select Text($"{depth} times {prefix}{form}", prefix + text);

    public static IEnumerable<BadRequest> Numbers() =>
        BadRequests.Each(
            [.. Corpus.Of("numbers"), new string('9', 100_000)],
            number => Request.Json($$"""{"image": "AAAA", "top": {{number}}}""")
        );

    public static IEnumerable<BadRequest> BrokenText()
    {
        foreach (var escape in Corpus.Of("escapes"))
        {
            yield return Text($"url is {escape}", "{\"url\": \"http://10.0.0.1/" + escape + "\"}");
            yield return Text(
                $"id is {escape}",
                "{\"images\": [{\"image\": \"\", \"id\": \"" + escape + "\"}], \"top\": 0}"
            );
            yield return Text($"name is {escape}", "{\"" + escape + "\": 1}");
            yield return Text($"image is {escape}", "{\"image\": \"" + escape + "\"}");
        }

        byte[][] bytes =
        [
            [0xFF],
            [0xC0, 0x80],
            [0xE2, 0x82],
            [0xED, 0xA0, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0x80],
        ];
        foreach (var broken in bytes)
        {
            var shown = Convert.ToHexString(broken);
            yield return Raw($"bytes {shown} in url", [.. "{\"url\": \"http://10.0.0.1/"u8, .. broken, .. "\"}"u8]);
            yield return Raw(
                $"bytes {shown} in id",
                [.. "{\"images\": [{\"image\": \"\", \"id\": \""u8, .. broken, .. "\"}], \"top\": 0}"u8]
            );
            yield return Raw($"bytes {shown} in image", [.. "{\"image\": \""u8, .. broken, .. "\"}"u8]);
            yield return Raw($"bytes {shown} alone", broken);
        }

        foreach (var control in new[] { "\0", "\u0001", "\n", "\u001f" })
        {
            yield return Text($"raw {BadRequests.Shorten(control)}", "{\"url\": \"http://10.0.0.1/" + control + "\"}");
            yield return Text($"only {BadRequests.Shorten(control)}", control);
        }

        yield return Raw("UTF-16", Encoding.Unicode.GetBytes("""{"url": "http://10.0.0.1/"}"""));
        yield return Raw("UTF-32", Encoding.UTF32.GetBytes("""{"url": "http://10.0.0.1/"}"""));
        yield return Raw("a byte order mark", [0xEF, 0xBB, 0xBF, .. "{}"u8]);
        yield return Text(
            "an id of 129 characters",
            "{\"images\": [{\"image\": \"\", \"id\": \"" + new string('x', 129) + "\"}]}"
        );
    }

    private static BadRequest Text(string name, string body) => new(name, Request.Json(body));

    // As a gateway with binary media types passes it on: no byte is lost.
    private static BadRequest Raw(string name, byte[] body) => new(name, Request.Binary("application/json", body));
}
