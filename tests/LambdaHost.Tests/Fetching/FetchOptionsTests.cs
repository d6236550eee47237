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

        var fault = await network.Fault(
            "http://inside.example.com/",
            TestNetwork.Options with
            {
                AllowedHosts = ["inside.example.com", "127.0.0.1"],
            }
        );

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
}
