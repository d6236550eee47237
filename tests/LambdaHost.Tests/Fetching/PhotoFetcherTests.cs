using System.Net.Sockets;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>What is asked, and servers that answer something else than HTTP or something else than a photo.</summary>
public sealed class PhotoFetcherTests
{
    private const string Url = "http://photos.example.com/a.jpg?size=large#top";

    [Fact]
    public async Task The_request_is_this_and_nothing_else()
    {
        await using var network = new TestNetwork();
        using var fetcher = network.Fetcher(
            TestNetwork.Options with
            {
                UserAgent = "shop-tagger/2.0 (+https://example.com/bot)",
            }
        );

        await fetcher.FetchAsync(
            Url,
            "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            """
            GET /a.jpg?size=large HTTP/1.1
            Host: photos.example.com
            User-Agent: shop-tagger/2.0 (+https://example.com/bot)
            Accept: image/*
            Accept-Encoding: identity
            X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1


            """,
            network.Server.Requests.Single(),
            ignoreLineEndingDifferences: true
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1\r\nX-Injected: 1")]
    [InlineData("Root=1 2")]
    public async Task Without_a_usable_trace_id_none_is_sent(string? traceId)
    {
        await using var network = new TestNetwork();
        await network.Fetcher().FetchAsync(Url, traceId, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("X-", network.Server.Requests.Single(), StringComparison.Ordinal);
        Assert.Contains(
            "User-Agent: clothes-classification/0.1\r\n",
            network.Server.Requests.Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cookies_and_challenges_change_nothing_about_the_next_request()
    {
        await using var network = new TestNetwork(exchange =>
            exchange.Target == "/photo"
                ? exchange.Ok(TestNetwork.Photo)
                : exchange.Answer(
                    302,
                    [],
                    "Set-Cookie: a=b; Path=/\r\nWWW-Authenticate: Basic realm=x\r\nLocation: /photo\r\n"
                )
        );
        await network.Fetch(Url);
        var requests = network.Server.Requests.ToArray();
        Assert.Equal(2, requests.Length);
        Assert.Equal(requests[0][requests[0].IndexOf('\n')..], requests[1][requests[1].IndexOf('\n')..]);
    }

    [Fact]
    public async Task A_proxy_in_the_environment_is_not_used()
    {
        await using var proxy = new LocalServer(exchange => exchange.Ok("from the proxy"u8.ToArray()));
        await using var network = new TestNetwork();
        var before = Environment.GetEnvironmentVariable("http_proxy");
        Environment.SetEnvironmentVariable("http_proxy", $"http://127.0.0.1:{proxy.Port}");
        try
        {
            Assert.Equal(TestNetwork.Photo, await network.Fetch(Url));
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", before);
        }

        Assert.Equal(0, proxy.Connections);
        Assert.Equal(["93.184.216.34:80"], network.Connected);
    }

    [Theory]
    [InlineData(201, "browser")]
    [InlineData(202, "browser")]
    [InlineData(206, "browser")]
    [InlineData(400, "browser")]
    [InlineData(401, "signing in")]
    [InlineData(403, "signing in")]
    [InlineData(404, "no photo")]
    [InlineData(407, "browser")]
    [InlineData(410, "no photo")]
    [InlineData(429, "wait")]
    [InlineData(500, "later")]
    [InlineData(503, "later")]
    [InlineData(999, "later")]
    public async Task A_status_other_than_200_is_reported_with_what_to_do(int status, string hint)
    {
        await using var network = new TestNetwork(exchange => exchange.Answer(status, TestNetwork.Photo));
        var fault = await network.Fault(Url);
        Assert.Equal("status", fault.Code);
        Assert.Contains($"answered {status}", fault.Message, StringComparison.Ordinal);
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>The other server's text stays out of our answers and our log, and the URL's query out of both.</summary>
    [Theory]
    [InlineData("HTTP/1.1 404 secretbox\r\nContent-Length: 9\r\n\r\nsecretbox")]
    [InlineData("HTTP/1.1 301 secretbox\r\nLocation: http://secretbox@size=large/\r\n\r\n")]
    [InlineData("HTTP/1.1 301 secretbox\r\nLocation: http://secretbox size=large/\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: secretbox\r\nContent-Length: 9\r\n\r\nsecretbox")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsecretbox size=large\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nsecretbox size=large\r\n\r\n")]
    [InlineData("secretbox size=large\r\n\r\n")]
    public async Task Nothing_that_the_server_writes_comes_back(string answer)
    {
        await using var network = TestNetwork.Saying(answer);
        var fault = await network.Fault(Url);
        Assert.DoesNotContain("secretbox", fault.Message + fault.LogDetail, StringComparison.Ordinal);
        Assert.DoesNotContain("size=large", fault.Message + fault.LogDetail, StringComparison.Ordinal);
        Assert.NotNull(fault.LogDetail);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("220 mail.example.com ESMTP\r\n\r\n")]
    [InlineData("-ERR unknown command 'GET'\r\n")]
    [InlineData("<html><body>HTTP/0.9</body></html>\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 99999 OK\r\n\r\n")]
    [InlineData("HTTP/3.0 200 OK\r\nContent-Length: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nbad header\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nbody\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nbody\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nbody\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")]
    public async Task What_is_not_proper_http_is_a_fault_of_the_server(string answer)
    {
        await using var network = TestNetwork.Saying(answer);
        var fault = await network.Fault(Url);
        Assert.Contains(fault.Code, (string[])["invalid-response", "incomplete", "empty", "status"]);
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(50_000, 20)]
    public async Task Headers_without_end_are_cut(int lines, int length)
    {
        var headers = Enumerable.Range(0, lines).Select(i => $"X-{i}: {new string('x', length)}\r\n");
        await using var network = TestNetwork.Endless("HTTP/1.1 200 OK\r\n" + string.Concat(headers));
        Assert.Equal("invalid-response", (await network.Fault(Url)).Code);
    }

    [Theory]
    [InlineData("", "connection-failed", "incomplete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun", "incomplete", "incomplete")]
    public async Task A_connection_that_is_reset_is_a_fault_of_the_server(string start, string code, string orCode)
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write(start);
            exchange.Reset();
        });
        var fault = await network.Fault(Url);
        Assert.Contains(fault.Code, (string[])[code, orCode]);
    }

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
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, "http://photos.example.com/"));
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

        var photos = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => TestNetwork.Fetch(fetcher, $"http://photos.example.com/{i}"))
        );

        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"/{i}"), photos.Select(System.Text.Encoding.ASCII.GetString));
    }

    [Fact]
    public async Task A_fault_of_one_host_does_not_disturb_the_next_photo()
    {
        await using var network = new TestNetwork();
        var fetcher = network.Fetcher();
        for (var i = 0; i < 20; i++)
        {
            await TestNetwork.Fault(fetcher, "http://127.0.0.1/");
            await TestNetwork.Fault(fetcher, "http://unknown.example/");
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, "http://photos.example.com/"));
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
        var fault = await TestNetwork.Fault(fetcher, "http://photos.example.com/");
        Assert.Equal("connection-refused", fault.Code);

        network.Connecting = toServer;
        Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, "http://photos.example.com/"));
    }

    [Fact]
    public async Task The_http_stack_is_made_for_the_first_photo_and_not_to_be_disposed_of()
    {
        // The stack cannot be made with a timeout of zero.
        var options = TestNetwork.Options with
        {
            ConnectTimeout = TimeSpan.Zero,
        };
        new PhotoFetcher(options).Dispose();

        using var used = new PhotoFetcher(options);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TestNetwork.Fetch(used, Url));
    }
}
