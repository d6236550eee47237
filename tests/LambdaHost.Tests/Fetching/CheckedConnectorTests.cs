using System.Net;
using System.Net.Sockets;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>Name servers that lie, change their mind, or do not answer.</summary>
public sealed class CheckedConnectorTests
{
    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection_and_the_checked_address_is_connected_to()
    {
        await using var network = new TestNetwork();
        var lookups = 0;
        network.Name(
            "rebind.example",
            lookup =>
            {
                lookups++;
                return lookup == 0 ? ["93.184.216.34"] : ["127.0.0.1"];
            }
        );

        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://rebind.example/"));

        Assert.Equal(1, lookups);
        Assert.Equal(["93.184.216.34:80"], network.Connected);
    }

    [Fact]
    public async Task A_name_that_turns_private_is_refused_at_the_next_connection()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Ok(TestNetwork.Photo, "Connection: close\r\n");
            exchange.Close();
        });
        network.Name("rebind.example", lookup => lookup == 0 ? ["93.184.216.34"] : ["169.254.169.254"]);
        var fetcher = network.Fetcher();

        Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, "http://rebind.example/"));
        var fault = await TestNetwork.Fault(fetcher, "http://rebind.example/");

        Assert.Equal("address-not-allowed", fault.Code);
        Assert.Contains("169.254.169.254", fault.LogDetail, StringComparison.Ordinal);
        Assert.Equal(["93.184.216.34:80"], network.Connected);
    }

    [Fact]
    public async Task A_name_that_turns_private_between_redirects_is_refused()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Answer(302, [], "Location: /again\r\nConnection: close\r\n");
            exchange.Close();
        });
        network.Name("rebind.example", lookup => lookup == 0 ? ["93.184.216.34"] : ["127.0.0.1"]);

        var fault = await network.Fault("http://rebind.example/");

        Assert.Equal("address-not-allowed", fault.Code);
        Assert.StartsWith("After a redirect: The URL leads to an address", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["93.184.216.34:80"], network.Connected);
    }

    /// <summary>The kept connection leads to the address that was checked, so the name's new meaning does not matter.</summary>
    [Fact]
    public async Task A_kept_connection_stays_with_its_checked_address_when_the_name_turns_private()
    {
        await using var network = new TestNetwork();
        network.Name("rebind.example", lookup => lookup == 0 ? ["93.184.216.34"] : ["127.0.0.1"]);
        var fetcher = network.Fetcher();

        for (var i = 0; i < 3; i++)
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, "http://rebind.example/"));

        Assert.Equal(["93.184.216.34:80"], network.Connected);
        Assert.Equal(1, network.Server.Connections);
    }

    [Fact]
    public async Task A_connection_is_not_shared_by_names_with_the_same_address()
    {
        await using var network = new TestNetwork();
        network.Name("other.example", "93.184.216.34");
        var fetcher = network.Fetcher();

        await TestNetwork.Fetch(fetcher, "http://photos.example.com/");
        await TestNetwork.Fetch(fetcher, "http://other.example/");

        Assert.Equal(2, network.Server.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1", "93.184.216.34")]
    [InlineData("93.184.216.34", "127.0.0.1")]
    [InlineData("93.184.216.34", "::1")]
    [InlineData("2606:4700::1111", "::ffff:192.168.0.1")]
    [InlineData("93.184.216.34", "0.0.0.0")]
    [InlineData("93.184.216.34", "fe80::1%1")]
    public async Task One_forbidden_answer_among_public_ones_refuses_the_name(string first, string second)
    {
        await using var network = new TestNetwork();
        network.Name("mixed.example", first, second);
        Assert.Equal("address-not-allowed", (await network.Fault("http://mixed.example/")).Code);
        Assert.Empty(network.Connected);
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_fails()
    {
        await using var network = new TestNetwork();
        network.Name("many.example", "2606:4700::1", "93.184.216.1", "93.184.216.2");
        var toServer = network.Connecting;
        network.Connecting = (endpoint, token) =>
            endpoint.Address.ToString() == "93.184.216.2"
                ? toServer(endpoint, token)
                : throw new SocketException((int)SocketError.NetworkUnreachable);

        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://many.example/"));
        Assert.Equal(["[2606:4700::1]:80", "93.184.216.1:80", "93.184.216.2:80"], network.Connected);
    }

    [Fact]
    public async Task An_address_that_never_answers_leaves_time_for_the_next()
    {
        await using var network = new TestNetwork();
        network.Name("many.example", "93.184.216.1", "93.184.216.2");
        var toServer = network.Connecting;
        network.Connecting = async (endpoint, token) =>
        {
            if (endpoint.Address.ToString() == "93.184.216.1")
                await Task.Delay(Timeout.Infinite, token);
            return await toServer(endpoint, token);
        };

        var options = TestNetwork.Options with { ConnectTimeout = TimeSpan.FromSeconds(6) };
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://many.example/", options));
    }

    [Fact]
    public async Task Of_thousands_of_addresses_four_are_tried()
    {
        await using var network = new TestNetwork
        {
            Connecting = (_, _) => throw new SocketException((int)SocketError.ConnectionRefused),
        };
        network.Name("many.example", [.. Enumerable.Range(0, 5000).Select(i => $"93.184.{i / 256}.{i % 256}")]);

        var fault = await network.Fault("http://many.example/");

        Assert.Equal("connection-refused", fault.Code);
        Assert.Equal(4, network.Connected.Count);
        Assert.DoesNotContain("93.184", fault.Message, StringComparison.Ordinal);
        Assert.Contains("93.184.0.3:80 ConnectionRefused", fault.LogDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapped_answer_is_connected_to_as_the_address_that_was_checked()
    {
        await using var network = new TestNetwork();
        network.Name("mapped.example", "::ffff:93.184.216.34");
        Assert.Equal(TestNetwork.Photo, await network.Fetch("http://mapped.example/"));
        Assert.Equal(["93.184.216.34:80"], network.Connected);
    }

    [Fact]
    public async Task An_address_in_the_url_is_never_given_to_the_resolver()
    {
        await using var network = new TestNetwork();
        network.Name("93.184.216.34", "127.0.0.1");
        network.Name("2606:4700::1111", "127.0.0.1");
        await network.Fetch("http://93.184.216.34/");
        await network.Fetch("http://[2606:4700::1111]/");
        Assert.Equal(["93.184.216.34:80", "[2606:4700::1111]:80"], network.Connected);
    }

    [Fact]
    public async Task An_unknown_name_differs_from_a_lookup_that_failed()
    {
        await using var network = new TestNetwork();
        network.Name("empty.example");
        network.Name("broken.example", _ => throw new SocketException((int)SocketError.TryAgain));

        Assert.Equal("name-not-found", (await network.Fault("http://unknown.example/")).Code);
        Assert.Equal("name-not-found", (await network.Fault("http://empty.example/")).Code);
        Assert.Equal("name-lookup-failed", (await network.Fault("http://broken.example/")).Code);
    }

    [Fact]
    public async Task A_name_server_that_never_answers_is_given_up_on()
    {
        await using var network = new TestNetwork();
        // As the operating system's resolver on Linux: it does not look at the token once it has begun.
        using var fetcher = new PhotoFetcher(
            TestNetwork.Options with
            {
                ConnectTimeout = TimeSpan.FromMilliseconds(200),
            },
            (_, _) => new TaskCompletionSource<IPAddress[]>().Task,
            (_, _) => throw new InvalidOperationException("connected to")
        );

        var fault = await TestNetwork.Fault(fetcher, "http://deaf.example/");

        Assert.Equal("connect-timeout", fault.Code);
    }

    /// <summary>The attempt has its own timer beside the HTTP stack's; whichever is first, the client learns the same.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public async Task An_attempt_that_gives_up_late_is_a_connect_timeout_too(int lateMs)
    {
        await using var network = new TestNetwork
        {
            Connecting = async (_, token) =>
            {
                var gaveUp = new TaskCompletionSource();
                await using var registration = token.Register(gaveUp.SetResult);
                await gaveUp.Task;
                await Task.Delay(lateMs, CancellationToken.None);
                throw new OperationCanceledException(token);
            },
        };

        var options = TestNetwork.Options with { ConnectTimeout = TimeSpan.FromMilliseconds(100) };
        var fault = await network.Fault("http://photos.example.com/", options);

        Assert.Equal("connect-timeout", fault.Code);
    }
}
