using System.Net.Sockets;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class ConnectionReuseTests
{
    private const string Url = "http://photos.example.com/";

    [Fact]
    public async Task A_server_that_has_closed_the_kept_connection_is_connected_to_anew()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            // Closes without having said so.
            await exchange.Ok(TestNetwork.Photo);
            exchange.Close();
        });
        var fetcher = network.Fetcher();
        for (var i = 0; i < 3; i++)
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, Url));
        Assert.Equal(3, network.Server.Connections);
    }

    [Fact]
    public async Task Photos_are_fetched_side_by_side()
    {
        using var together = new SemaphoreSlim(0);
        var waiting = 0;
        await using var network = new TestNetwork(async exchange =>
        {
            // Nobody is answered before all sixteen have asked.
            if (Interlocked.Increment(ref waiting) == 16)
                together.Release(16);
            await together.WaitAsync(exchange.Stopping);
            await exchange.Ok(System.Text.Encoding.ASCII.GetBytes(exchange.Target));
        });
        var fetcher = network.Fetcher();

        var photos = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => TestNetwork.Fetch(fetcher, $"{Url}{i}")));

        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"/{i}"), photos.Select(System.Text.Encoding.ASCII.GetString));
    }

    [Fact]
    public async Task A_fault_of_one_host_does_not_disturb_the_next_photo()
    {
        await using var network = new TestNetwork();
        var fetcher = network.Fetcher();
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<FetchException>(() => TestNetwork.Fetch(fetcher, "http://127.0.0.1/"));
            await Assert.ThrowsAsync<FetchException>(() => TestNetwork.Fetch(fetcher, "http://unknown.example/"));
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, Url));
        }

        Assert.Equal(1, network.Server.Connections);
    }

    [Fact]
    public async Task A_host_that_refused_once_is_asked_again()
    {
        await using var network = new TestNetwork();
        var toServer = network.Connecting;
        network.Connecting = (_, _) => throw new SocketException((int)SocketError.ConnectionRefused);
        var fetcher = network.Fetcher();
        var fault = await Assert.ThrowsAsync<FetchException>(() => TestNetwork.Fetch(fetcher, Url));
        Assert.Equal("connection-refused", fault.Code);

        network.Connecting = toServer;
        Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, Url));
    }

    [Fact]
    public void A_fetcher_that_was_never_used_is_disposed_of_without_an_http_stack()
    {
        var fetcher = new PhotoFetcher(new FetchOptions());
        fetcher.Dispose();
        fetcher.Dispose();
    }
}
