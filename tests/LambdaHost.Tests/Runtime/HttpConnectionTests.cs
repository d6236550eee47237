using System.Net;
using System.Net.Sockets;
using System.Text;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Tests.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Runtime;

/// <summary>What a Runtime API would have to be broken to say.</summary>
public sealed class HttpConnectionTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length:   2  \r\n\r\nab", "ab")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nab", "ab")]
    [InlineData("HTTP/1.1 202 Accepted\r\n\r\n", "")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0A;x=y\r\nbcdefghijk\r\n0\r\n\r\n",
        "abcdefghijk"
    )]
    [InlineData("HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: chunked\r\n\r\n0\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na", "a")]
    public async Task A_response_is_read(string response, string body)
    {
        await using var server = Server(response);
        using var connection = new HttpConnection("127.0.0.1", server.Port);
        for (var i = 0; i < 2; i++)
        {
            Send(connection);
            Assert.Equal(body, Encoding.ASCII.GetString(connection.Body.Span));
        }
    }

    public static TheoryData<string> Broken() =>
        [
            "",
            "\r\n\r\n",
            "HTTP/2 200 OK\r\n\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7FFFFFFF\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "HTTP/1.1 200 OK\r\nX: " + new string('x', 70_000),
        ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_response_is_an_io_exception_and_the_next_request_gets_a_new_connection(string response)
    {
        await using var server = Server(response, close: true);
        using var connection = new HttpConnection("127.0.0.1", server.Port);
        for (var i = 1; i <= 2; i++)
        {
            Assert.Throws<IOException>(() => Send(connection));
            Assert.Equal(i, server.Connections);
        }
    }

    /// <summary>As servers do where nothing comes for long: the answer to an event that takes minutes must not be lost.</summary>
    [Fact]
    public async Task A_connection_that_was_closed_meanwhile_is_replaced()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var connection = new HttpConnection("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        for (var i = 0; i < 2; i++)
        {
            var sending = Task.Run(() => Send(connection), cancellation);
            var accepting = listener.AcceptSocketAsync(cancellation).AsTask();
            using (var peer = await accepting.WaitAsync(TimeSpan.FromSeconds(20), cancellation))
            {
                await peer.ReceiveAsync(new byte[1024], cancellation);
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellation);
            }

            await sending;
        }
    }

    /// <summary>The buffer is large after a large body; the bound of a head must hold all the same.</summary>
    [Fact]
    public async Task An_endless_head_is_given_up_also_after_a_large_body()
    {
        var count = 0;
        await using var server = new LocalServer(async exchange =>
        {
            if (count++ == 0)
            {
                await exchange.Ok(new byte[1_000_000]);
                return;
            }

            await exchange.Write("HTTP/1.1 200 OK\r\n");
            for (var i = 0; i < 1_000; i++)
                await exchange.Write("X: " + new string('x', 1_000) + "\r\n");
            await exchange.Hang();
        });
        using var connection = new HttpConnection("127.0.0.1", server.Port);
        Send(connection);
        Assert.Contains(
            "head",
            (
                await Task.Run(() => Assert.Throws<IOException>(() => Send(connection)))
                    .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)
            ).Message,
            StringComparison.Ordinal
        );
    }

    private static void Send(HttpConnection connection) => connection.Send("GET", "/", "", default);

    private static LocalServer Server(string response, bool close = false) =>
        new(async exchange =>
        {
            await exchange.Write(response);
            if (close || response.Contains("close", StringComparison.Ordinal))
                exchange.Close();
        });
}
