using System.Text;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Requests;

public sealed class FileNameTests : IAsyncDisposable
{
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("""filename="a dress.png" """, "a dress.png")]
    [InlineData("filename=dress.png", "dress.png")]
    [InlineData("""filename="größe.png" """, "größe.png")]
    [InlineData("""filename="the \"red\" dress.png" """, "the \"red\" dress.png")]
    [InlineData("""filename="a\\b.png" """, "a\\b.png")]
    [InlineData("""filename="C:\photos\new.png" """, "C:\\photos\\new.png")]
    [InlineData("""filename="C:\photos\" """, "C:\\photos\\")]
    [InlineData("""filename="a\";b.png"; x=y""", "a\";b.png")]
    [InlineData("""filename="the %22red%22 dress.png" """, "the \"red\" dress.png")]
    [InlineData("""filename="100%.png" """, "100%.png")]
    [InlineData("filename*=UTF-8''na%C3%AFve%20%e2%9c%93.png", "naïve ✓.png")]
    [InlineData("""filename="naive.png"; filename*=utf-8'fr'na%C3%AFve.png""", "naïve.png")]
    [InlineData("""filename*=UTF-8''na%C3%AFve.png; filename="naive.png" """, "naïve.png")]
    [InlineData("""filename*="UTF-8''na%C3%AFve.png" """, "naïve.png")]
    [InlineData("filename*=ISO-8859-1''na%EFve.png", "naïve.png")]
    [InlineData("filename*=UTF-8''%41", "A")]
    [InlineData("filename*=UTF-8''a%4", "a%4")]
    [InlineData("filename*=UTF-8''a'b+c%.png", "a'b+c%.png")]
    [InlineData("""filename="naive.png"; filename*=koi8-r''%C1.png""", "naive.png")]
    [InlineData("""filename="naive.png"; filename*=UTF-8''""", "naive.png")]
    [InlineData("""filename="naive.png"; filename*=na%C3%AFve.png""", "naive.png")]
    public async Task A_name_is_read_as_it_is_meant(string parameters, string name)
    {
        var form = new Form("b")
            .Part("Content-Disposition: form-data; name=\"photo\"; " + parameters.Trim(), Photos.Tiny)
            .File("other", "other.png", Photos.Tiny);
        var results = (await host.Send(Request.Form(form))).IsOk().Json.GetProperty("results");
        Assert.Equal(name, results[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("filename*=UTF-8''", "%C3%A9", 100_000)]
    [InlineData("filename=\"", "\\\"", 100_000)]
    [InlineData("filename*=UTF-8''", "a", 256)]
    public async Task A_name_that_is_too_long_is_refused(string start, string piece, int count)
    {
        var name = new StringBuilder().Insert(0, piece, count);
        var form = new Form("b").Part($"Content-Disposition: form-data; {start}{name}\"", Photos.Tiny);
        (await host.Send(Request.Form(form))).IsProblem("invalid-field");
    }

    /// <summary>Bytes that are no UTF-8 make a name that JSON can hold.</summary>
    [Fact]
    public async Task A_name_of_broken_utf8_is_replaced()
    {
        var form = new Form("b")
            .Part("Content-Disposition: form-data; filename*=UTF-8''%FF%ED%A0%80%00.png", Photos.Tiny)
            .File("other", "other.png", Photos.Tiny);
        var id = (await host.Send(Request.Form(form))).IsOk().Json.GetProperty("results")[0].GetProperty("id");
        Assert.EndsWith("\0.png", id.GetString(), StringComparison.Ordinal);
    }
}
