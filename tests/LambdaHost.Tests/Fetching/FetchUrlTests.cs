using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>URLs that are fine, and what is asked for; <c>Hostile/HostileUrls</c> has the others.</summary>
public sealed class FetchUrlTests
{
    [Theory]
    [InlineData("http://example.com", "http://example.com/")]
    [InlineData("https://example.com/", "https://example.com/")]
    [InlineData("HTTPS://EXAMPLE.com/Photo.JPG", "https://example.com/Photo.JPG")]
    [InlineData("https://example.com./a", "https://example.com/a")]
    [InlineData("https://example.com?w=400", "https://example.com/?w=400")]
    [InlineData("https://example.com/a?w=400#top", "https://example.com/a?w=400")]
    [InlineData("https://example.com#top", "https://example.com/")]
    [InlineData("https://example.com:443/a", "https://example.com/a")]
    [InlineData("http://example.com:443/a", "http://example.com:443/a")]
    [InlineData("http://example.com:00080/a", "http://example.com/a")]
    [InlineData("https://a_b.c-d.example/", "https://a_b.c-d.example/")]
    [InlineData("https://1and1.example/", "https://1and1.example/")]
    [InlineData("https://127.0.0.1.example/", "https://127.0.0.1.example/")]
    [InlineData("https://0x.example/", "https://0x.example/")]
    [InlineData("https://0xfoo/", "https://0xfoo/")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("https://BÜCHER.example/", "https://xn--bcher-kva.example/")]
    [InlineData("https://日本語。jp/", "https://xn--wgv71a119e.jp/")]
    [InlineData("https://93.184.216.34/", "https://93.184.216.34/")]
    [InlineData("https://[2606:4700:0::1111]/", "https://[2606:4700::1111]/")]
    [InlineData("https://example.com/größe.jpg", "https://example.com/gr%C3%B6%C3%9Fe.jpg")]
    [InlineData("https://example.com/a%20b%2Fc.jpg", "https://example.com/a%20b%2Fc.jpg")]
    [InlineData("https://example.com/user@host/a:b.jpg", "https://example.com/user@host/a:b.jpg")]
    [InlineData("https://example.com/?next=http://127.0.0.1/", "https://example.com/?next=http://127.0.0.1/")]
    [InlineData(
        "https://b.s3.eu-west-1.amazonaws.com/k?X-Amz-Signature=ab%2Bcd%3D&X-Amz-Expires=60",
        "https://b.s3.eu-west-1.amazonaws.com/k?X-Amz-Signature=ab%2Bcd%3D&X-Amz-Expires=60"
    )]
    public void A_good_url_is_asked_for_in_its_one_form(string sent, string asked) =>
        Assert.Equal(asked, FetchUrl.Parse(sent).Uri.AbsoluteUri);

    [Fact]
    public void A_url_may_have_2048_characters()
    {
        const string start = "https://example.com/";
        Assert.NotNull(FetchUrl.Parse(start + new string('a', 2048 - start.Length)));
        var fault = Assert.Throws<FetchException>(() => FetchUrl.Parse(start + new string('a', 2049 - start.Length)));
        Assert.Contains("2048", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever a client sends, the answer is a URL or a fault with a sentence, and never another exception.</summary>
    [Fact]
    public void Any_text_gives_a_url_or_a_fault()
    {
        // JSON holds no half of a surrogate pair.
        string[] parts = [.. Corpus.Of("parts of URLs"), "\ud83d", "\udc00"];
        var urls = 0;
        // Every sequence of three parts after a scheme, and before a path.
        for (var i = 0; i < parts.Length * parts.Length * parts.Length; i++)
        {
            var n = parts.Length;
            var text = $"http://{parts[i % n]}{parts[i / n % n]}{parts[i / n / n]}/x";
            try
            {
                var url = FetchUrl.Parse(text);
                urls++;
                Assert.True(System.Text.Ascii.IsValid(url.Uri.PathAndQuery + url.Uri.IdnHost), text);
                Assert.Equal(url.Uri, FetchUrl.Parse(url.Uri.AbsoluteUri).Uri);
            }
            catch (FetchException e)
            {
                Assert.True(ProblemKinds.OfFetch(e.Code).Status is 400 or 422, text);
            }
        }

        Assert.InRange(urls, 100, 10_000);
    }
}
