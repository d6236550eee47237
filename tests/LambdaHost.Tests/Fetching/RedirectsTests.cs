namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class RedirectsTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_followed(int status)
    {
        await using var network = Redirecting("http://other.example/photo.jpg?x=1", status);
        network.Name("other.example", "93.184.216.35");

        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com/start"));

        Assert.Equal(["93.184.216.34:80", "93.184.216.35:80"], network.Connected);
        Assert.Contains("GET /photo.jpg?x=1 HTTP/1.1", network.Server.Requests.Last(), StringComparison.Ordinal);
        Assert.Contains("Host: other.example\r\n", network.Server.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/photo.jpg", "/photo.jpg")]
    [InlineData("photo.jpg", "/a/photo.jpg")]
    [InlineData("../photo.jpg", "/photo.jpg")]
    [InlineData("?w=400", "/a/start?w=400")]
    [InlineData("//photos.example.com/b", "/b")]
    [InlineData("/b#fragment", "/b")]
    [InlineData("/a:b", "/a:b")]
    [InlineData("HTTP://PHOTOS.EXAMPLE.COM:80/b", "/b")]
    [InlineData("/gr\u00c3\u00b6\u00c3\u009fe.jpg", "/gr%C3%B6%C3%9Fe.jpg")]
    public async Task A_location_is_resolved_against_the_url_that_was_asked(string location, string asked)
    {
        await using var network = Redirecting(location);
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com/a/start"));
        Assert.StartsWith($"GET {asked} HTTP/1.1\r\n", network.Server.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "address-not-allowed")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "address-not-allowed")]
    [InlineData("//169.254.169.254/", "address-not-allowed")]
    [InlineData("http://[::ffff:169.254.169.254]/", "address-not-allowed")]
    [InlineData("http://[fd00:ec2::254]/", "address-not-allowed")]
    [InlineData("http://inside.example/", "address-not-allowed")]
    [InlineData("http://127.0.0.1:9001/2018-06-01/runtime/invocation/next", "port-not-allowed")]
    [InlineData("http://photos.example.com:22/", "port-not-allowed")]
    [InlineData("http://unlisted.net/", "host-not-allowed")]
    [InlineData("http://u:p@photos.example.com/", "credentials-in-url")]
    [InlineData("file:///etc/passwd", "scheme-not-allowed")]
    [InlineData("gopher://127.0.0.1/", "scheme-not-allowed")]
    [InlineData("http://0x7f.1/", "invalid-redirect")]
    [InlineData("http://2130706433/", "invalid-redirect")]
    [InlineData("/\\127.0.0.1/", "invalid-redirect")]
    [InlineData("\\\\127.0.0.1/", "invalid-redirect")]
    [InlineData("http:\\\\127.0.0.1/", "invalid-redirect")]
    [InlineData("http:/127.0.0.1/", "invalid-redirect")]
    [InlineData("/a b", "invalid-redirect")]
    [InlineData("/a\tb", "invalid-redirect")]
    [InlineData("http://", "invalid-redirect")]
    [InlineData("//", "invalid-redirect")]
    [InlineData("", "invalid-redirect")]
    public async Task A_redirect_to_what_is_not_allowed_is_not_followed(string location, string code)
    {
        await using var network = Redirecting(location);
        network.Name("inside.example", "192.168.1.10");
        var options =
            code == "host-not-allowed"
                ? TestNetwork.Options with
                {
                    AllowedHosts = [TestNetwork.PublicHost],
                }
                : TestNetwork.Options;

        var fault = await network.Fault("http://photos.example.com/start", options);

        Assert.Equal(code, fault.Code);
        Assert.Equal(
            code != "invalid-redirect",
            fault.Message.StartsWith("After a redirect: ", StringComparison.Ordinal)
        );
        Assert.Contains("photos.example.com", fault.LogDetail, StringComparison.Ordinal);
        Assert.DoesNotContain("169.254", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["93.184.216.34:80"], network.Connected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: /a\r\nLocation: http://127.0.0.1/\r\n")]
    public async Task A_redirect_needs_exactly_one_location(string headers)
    {
        await using var network = new TestNetwork(exchange => exchange.Answer(302, [], headers));
        Assert.Equal("invalid-redirect", (await network.Fault("http://photos.example.com/")).Code);
    }

    [Fact]
    public async Task A_loop_ends_after_the_last_redirect_that_is_allowed()
    {
        await using var network = new TestNetwork(exchange => exchange.Redirect("/loop"));

        var fault = await network.Fault("http://photos.example.com/");

        Assert.Equal("too-many-redirects", fault.Code);
        Assert.Equal(4, network.Server.Requests.Count);
    }

    [Fact]
    public async Task As_many_redirects_as_allowed_are_followed()
    {
        await using var network = new TestNetwork(exchange =>
            exchange.Target.Length < 4 ? exchange.Redirect(exchange.Target + "x") : exchange.Ok(TestNetwork.Photo)
        );
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com/"));
        Assert.Equal(4, network.Server.Requests.Count);
    }

    [Fact]
    public async Task The_body_of_a_redirect_is_not_read_to_its_end()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            if (exchange.Target == "/photo")
            {
                await exchange.Ok(TestNetwork.Photo);
                return;
            }

            await exchange.Write("HTTP/1.1 302 Found\r\nLocation: /photo\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
                await exchange.Write("4\r\nmore\r\n");
        });
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com/"));
        Assert.Equal(2, network.Server.Connections);
    }

    /// <summary>304 has no photo, 300 no one place, 305 names a proxy: none of them is a redirect to follow.</summary>
    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    public async Task Other_statuses_with_a_location_are_faults(int status)
    {
        await using var network = Redirecting("http://127.0.0.1/", status);
        var fault = await network.Fault("http://photos.example.com/");
        Assert.Equal("status", fault.Code);
        Assert.Contains($"answered {status}", fault.Message, StringComparison.Ordinal);
        Assert.Single(network.Connected);
    }

    private static TestNetwork Redirecting(string location, int status = 302) =>
        new(exchange =>
            exchange.Target.Contains("start", StringComparison.Ordinal)
                && !exchange.Target.Contains('?', StringComparison.Ordinal)
            || exchange.Target == "/"
                ? exchange.Redirect(location, status)
                : exchange.Ok(TestNetwork.Photo)
        );
}
