using System.Text;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>Bodies of type multipart/form-data that are wrong.</summary>
internal static class FormBodies
{
    private const string Type = "multipart/form-data; boundary=b";

    public static IEnumerable<BadRequest> All() =>
        [
            .. BadRequests.Each(Corpus.Of("forms"), text => Request.Binary(Type, Encoding.UTF8.GetBytes(text))),
            .. Truncations(),
            .. Parts(),
        ];

    // All but the last two characters, which are a line end behind the closing boundary, and the dashes before them.
    private static IEnumerable<BadRequest> Truncations()
    {
        var whole = new Form("b").Field("top", "1").File("photo", "a.png", [1, 2, 3]).Bytes();
        return Enumerable
            .Range(1, whole.Length - 5)
            .Select(length => new BadRequest($"{length} bytes of a form", Request.Binary(Type, whole[..length])));
    }

    private static IEnumerable<BadRequest> Parts()
    {
        yield return Binary("17 files", Repeat(17, form => form.File("f", "a.png", Photos.Tiny)));
        yield return Binary("5,000 empty parts", Repeat(5_000, form => form.Part("x: y", [])));
        yield return Binary("5,000 fields", Repeat(5_000, form => form.Field("x", "y")));
        yield return Binary("a field of 5,000 bytes", new Form("b").Field("x", new string('y', 5_000)));
        yield return Binary(
            "a photo as a field",
            new Form("b").Part("Content-Disposition: form-data; name=\"photo\"", [.. Photos.Png, .. new byte[5_000]])
        );
        yield return Binary("a header of a megabyte", new Form("b").Part("x: " + new string('y', 1_000_000), []));
        yield return Binary(
            "100,000 header lines",
            new Form("b").Part(string.Concat(Enumerable.Repeat("x: y\r\n", 100_000)), [])
        );
        yield return Binary(
            "a name of quotes",
            new Form("b").Part("Content-Disposition: form-data; name=" + new string('"', 200_000), [])
        );
        yield return Binary(
            "parameters without end",
            new Form("b").Part(
                "Content-Disposition: form-data" + string.Concat(Enumerable.Repeat("; a=\"b", 100_000)),
                []
            )
        );
        yield return Binary(
            "a file name of 256 characters",
            new Form("b").File("f", new string('n', 256), Photos.Tiny)
        );
        yield return Binary("a cut-off photo", new Form("b").File("f", "a.jpg", Photos.Truncated));
    }

    private static Form Repeat(int count, Func<Form, Form> add) =>
        Enumerable.Range(0, count).Aggregate(new Form("b"), (form, _) => add(form));

    private static BadRequest Binary(string name, Form form) => new(name, Request.Binary(Type, form.Bytes()));
}
