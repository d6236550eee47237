using System.Net.Sockets;
using ClothesClassification.LambdaHost.Fetching;
using ClothesClassification.LambdaHost.Tests.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

public sealed class HostileUrlTests
{
    public static TheoryData<int, string> Rows() =>
        new(HostileUrls.All.Select((hostile, i) => new TheoryDataRow<int, string>(i, Shown(hostile))));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_hostile_url_is_refused_with_its_code_and_nothing_is_connected_to(int index, string shown)
    {
        Assert.NotEmpty(shown);
        var hostile = HostileUrls.All[index];
        await using var network = new TestNetwork();
        foreach (var (name, addresses) in HostileUrls.Names)
            network.Name(name, addresses);

        var fault = await network.Fault(hostile.Url);

        Assert.Equal(hostile.Code, fault.Code);
        Assert.Empty(network.Connected);
        Assert.Equal(0, network.Server.Connections);
    }

    [Fact]
    public void The_list_has_no_duplicates_and_is_as_long_as_promised()
    {
        Assert.Distinct(HostileUrls.All.Select(hostile => hostile.Url));
        Assert.True(HostileUrls.All.Count >= 120, $"{HostileUrls.All.Count} URLs");
    }

    [Fact]
    public async Task With_loopback_allowed_no_hostile_url_reaches_anything_else_that_is_not_public()
    {
        await using var network = new TestNetwork { Connecting = (_, _) => throw new SocketException() };
        foreach (var (name, addresses) in HostileUrls.Names)
            network.Name(name, addresses);
        var fetcher = network.Fetcher(
            TestNetwork.Options with
            {
                AllowLoopback = true,
                RuntimeApi = new RuntimeApiEndpoint("127.0.0.1", 9001),
            }
        );

        foreach (var hostile in HostileUrls.All)
            await TestNetwork.Fault(fetcher, hostile.Url);

        var hosts = network.Connected.Select(endpoint => endpoint[..endpoint.LastIndexOf(':')]).Distinct().ToHashSet();
        Assert.Contains("127.0.0.1", hosts);
        Assert.Contains("[::1]", hosts);
        Assert.All(hosts, host => Assert.Matches(@"^(127\..*|\[::1\]|93\.184\.216\..*)$", host));
        Assert.DoesNotContain(network.Connected, endpoint => endpoint.EndsWith(":9001", StringComparison.Ordinal));
    }

    /// <summary>Test names cannot hold control characters, and should not be a page long.</summary>
    private static string Shown(HostileUrl hostile)
    {
        var text = string.Concat(hostile.Url.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
        return text.Length > 80 ? text[..80] + "…" : text + " ";
    }
}
