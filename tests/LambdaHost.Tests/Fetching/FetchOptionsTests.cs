using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class FetchOptionsTests
{
    [Theory]
    [InlineData("photos.example.com", "photos.example.com", true)]
    [InlineData("PHOTOS.Example.com", "photos.example.com", true)]
    [InlineData("photos.example.com.", "photos.example.com", true)]
    [InlineData("example.com", "photos.example.com", false)]
    [InlineData(".example.com", "photos.example.com", true)]
    [InlineData(".EXAMPLE.com", "a.b.example.com", true)]
    [InlineData(".example.com", "example.com", false)]
    [InlineData(".example.com", "badexample.com", false)]
    [InlineData(".example.com", "example.com.evil.net", false)]
    [InlineData("example.com", "badexample.com", false)]
    [InlineData("bücher.example", "xn--bcher-kva.example", true)]
    [InlineData(".bücher.example", "a.xn--bcher-kva.example", true)]
    [InlineData("93.184.216.34", "93.184.216.34", true)]
    [InlineData("[2606:4700:0::1]", "2606:4700::1", true)]
    [InlineData(".0.0.1", "127.0.0.1", false)]
    public void A_host_is_allowed_by_its_name_or_by_a_dot_before_its_end(string pattern, string host, bool allowed)
    {
        if (HostAllowList.IsPattern(pattern))
            Assert.Equal(allowed, new HostAllowList(["other.example", pattern]).Allows(host));
        else
            Assert.False(allowed);
    }

    [Fact]
    public async Task A_host_that_is_not_listed_is_refused_before_it_is_looked_up()
    {
        await using var network = new TestNetwork();
        network.Name("evil.example", _ => throw new InvalidOperationException("looked up"));
        var options = TestNetwork.Options with { AllowedHosts = [".example.com"] };

        var fault = await network.Fault("http://evil.example/", options);

        Assert.Equal("host-not-allowed", fault.Code);
        Assert.Contains("evil.example", fault.LogDetail, StringComparison.Ordinal);
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com/", options));
    }

    [Fact]
    public async Task A_listed_host_is_still_refused_where_its_address_is_not_public()
    {
        await using var network = new TestNetwork();
        network.Name("inside.example.com", "10.0.0.1");

        var options = TestNetwork.Options with { AllowedHosts = ["inside.example.com", "127.0.0.1"] };
        var fault = await network.Fault("http://inside.example.com/", options);

        Assert.Equal("address-not-allowed", fault.Code);
        Assert.Empty(network.Connected);
    }

    [Fact]
    public async Task Nothing_is_fetched_once_it_is_switched_off()
    {
        await using var network = new TestNetwork();
        var fault = await network.Fault("http://photos.example.com/", TestNetwork.Options with { Enabled = false });
        Assert.Equal("disabled", fault.Code);
        Assert.Empty(network.Connected);
    }

    [Fact]
    public async Task Ports_are_those_of_the_options()
    {
        await using var network = new TestNetwork();
        var options = TestNetwork.Options with { AllowedPorts = [8443] };

        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com:8443/", options));
        var fault = await network.Fault("http://photos.example.com/", options);

        Assert.Equal("port-not-allowed", fault.Code);
        Assert.Contains("8443", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["93.184.216.34:8443"], network.Connected);
    }

    private static readonly FetchOptions Allowed = TestNetwork.Options with { AllowLoopback = true };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_server_on_loopback_is_reached_where_that_is_allowed(string host)
    {
        await using var server = new LocalServer(exchange => exchange.Ok(TestNetwork.Photo));
        using var fetcher = new PhotoFetcher(Allowed);
        Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, $"http://{host}:{server.Port}/"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task It_is_not_reached_by_default(string host)
    {
        await using var server = new LocalServer(exchange => exchange.Ok(TestNetwork.Photo));
        // The port as such is allowed, so that the address alone decides.
        using var fetcher = new PhotoFetcher(TestNetwork.Options with { AllowedPorts = [server.Port] });

        var fault = await TestNetwork.Fault(fetcher, $"http://{host}:{server.Port}/");

        Assert.Equal("address-not-allowed", fault.Code);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.2", "127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]", "127.0.0.1")]
    [InlineData("[::1]", "localhost")]
    public async Task The_runtime_api_is_refused_even_then(string host, string apiHost)
    {
        await using var api = new LocalServer(exchange => exchange.Ok("an invocation"u8.ToArray()));
        using var fetcher = new PhotoFetcher(Allowed with { RuntimeApi = new RuntimeApiEndpoint(apiHost, api.Port) });

        var fault = await TestNetwork.Fault(fetcher, $"http://{host}:{api.Port}/2018-06-01/runtime/invocation/next");

        Assert.Equal("address-not-allowed", fault.Code);
        Assert.Contains("Lambda Runtime API", fault.LogDetail, StringComparison.Ordinal);
        Assert.Equal(0, api.Connections);
    }

    [Fact]
    public async Task A_redirect_to_the_runtime_api_is_refused_even_then()
    {
        await using var api = new LocalServer(exchange => exchange.Ok("an invocation"u8.ToArray()));
        await using var server = new LocalServer(exchange => exchange.Redirect($"http://127.0.0.1:{api.Port}/"));
        using var fetcher = new PhotoFetcher(
            Allowed with
            {
                RuntimeApi = new RuntimeApiEndpoint("127.0.0.1", api.Port),
            }
        );

        var fault = await TestNetwork.Fault(fetcher, $"http://127.0.0.1:{server.Port}/");

        Assert.Equal("address-not-allowed", fault.Code);
        Assert.Equal((1, 0), (server.Connections, api.Connections));
    }

    [Fact]
    public async Task Other_ports_are_for_loopback_only()
    {
        await using var network = new TestNetwork();
        Assert.Equal("port-not-allowed", (await network.Fault("http://photos.example.com:8080/", Allowed)).Code);
        Assert.Empty(network.Connected);
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://photos.example.com/", Allowed));
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses_the_connection()
    {
        using var fetcher = new PhotoFetcher(Allowed);
        var fault = await TestNetwork.Fault(fetcher, "http://127.0.0.1:1/");
        Assert.Equal("connection-refused", fault.Code);
    }
}
