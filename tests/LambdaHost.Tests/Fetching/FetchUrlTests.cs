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

    [Theory]
    [InlineData("http://example.com:1/", 1)]
    [InlineData("http://example.com:65535/", 65535)]
    public void Ports_are_those_of_tcp(string url, int port) => Assert.Equal(port, FetchUrl.Parse(url).Port);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("http:example.com", "has no // after its scheme")]
    [InlineData("http://example.com/a b", "has a space or control character in it")]
    [InlineData("http://example.com\\a", "has a backslash in it")]
    [InlineData("example.com/a", "does not start with https:// or http://")]
    [InlineData("://example.com/", "does not start with https:// or http://")]
    [InlineData("1http://example.com/", "does not start with https:// or http://")]
    [InlineData("ht~tp://example.com/", "does not start with https:// or http://")]
    [InlineData("http://exam%70le.com/", "has a percent sign in its host")]
    [InlineData("http:///a", "has no host")]
    [InlineData("http://:80/", "has no host")]
    [InlineData("http://[::g]/", "has brackets around something that is not an IPv6 address")]
    [InlineData("http://[127.0.0.1]/", "has brackets around something that is not an IPv6 address")]
    [InlineData("http://example.com:/", "has a port that is not a number between 1 and 65535")]
    [InlineData("http://example.com:0/", "has a port that is not a number between 1 and 65535")]
    [InlineData("http://example.com:65536/", "has a port that is not a number between 1 and 65535")]
    [InlineData("http://-a.example/", "has a host that is not a valid name")]
    [InlineData("http://a..example/", "has a host that is not a valid name")]
    [InlineData("http://127.1/", "has a number for a host")]
    [InlineData("http://0x7f/", "has a number for a host")]
    [InlineData("http://0x/", "has a number for a host")]
    [InlineData("http://\u2603.example/", "has a host with characters that names cannot have")]
    [InlineData("http://\ufb00.example/", "has a host with characters that names cannot have")]
    [InlineData("http://\uff41.example/", "has a host with characters that names cannot have")]
    [InlineData("http://\ud835\udc00.example/", "has a host with characters that names cannot have")]
    [InlineData("http://\ud835\udfff.example/", "has a host with characters that names cannot have")]
    [InlineData("http://\u00aa.example/", "has a host with characters that names cannot have")]
    [InlineData("http://\u00ba.example/", "has a host with characters that names cannot have")]
    public void A_bad_url_is_refused_with_what_is_wrong(string url, string sentence)
    {
        var fault = Assert.Throws<FetchException>(() => FetchUrl.Parse(url));

        Assert.Equal("invalid-url", fault.Code);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp")]
    [InlineData("a+b")]
    [InlineData("a-b")]
    [InlineData("a.b")]
    [InlineData("a1")]
    public void Another_scheme_is_refused_as_such(string scheme) =>
        Assert.Equal(
            "scheme-not-allowed",
            Assert.Throws<FetchException>(() => FetchUrl.Parse($"{scheme}://example.com/")).Code
        );

    [Theory]
    [InlineData('\u3002')]
    [InlineData('\uff0e')]
    [InlineData('\uff61')]
    public void Dots_of_other_scripts_are_dots(char dot) =>
        Assert.Equal("xn--bcher-kva.example", FetchUrl.Parse($"https://b\u00fccher{dot}example/").Host);

    [Fact]
    public void Labels_and_names_have_the_lengths_of_dns()
    {
        var label = new string('a', 63);
        // Three labels of 63, one of 61, and their dots: 253.
        var longest = $"{label}.{label}.{label}.{label[..61]}";

        Assert.Equal(longest, FetchUrl.Parse($"http://{longest}/").Host);
        Assert.Throws<FetchException>(() => FetchUrl.Parse($"http://{longest}a/"));
        Assert.Throws<FetchException>(() => FetchUrl.Parse($"http://a{label}.example/"));
        var international = new string('\u00fc', 64);
        Assert.Contains(
            "has a host that is not a valid international name",
            Assert.Throws<FetchException>(() => FetchUrl.Parse($"http://{international}/")).Message,
            StringComparison.Ordinal
        );
    }

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
