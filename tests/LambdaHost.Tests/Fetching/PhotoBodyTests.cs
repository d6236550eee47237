using System.IO.Compression;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>What a server sends as a photo: how much, how fast, and how packed.</summary>
public sealed class PhotoBodyTests
{
    private const string Url = "http://photos.example.com/";
    private const int Limit = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024 - 1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(1024 * 1024)]
    [InlineData(1024 * 1024 + 1)]
    [InlineData(3_000_000)]
    public async Task Bytes_arrive_as_they_were_sent_with_a_length_in_chunks_or_until_the_end(int size)
    {
        var photo = Bytes(size);
        await using var network = new TestNetwork(exchange => Framed(exchange, exchange.Target[1..], photo));

        Assert.Equal(photo, await network.Fetch(Url + "length"));
        Assert.Equal(photo, await network.Fetch(Url + "chunks"));
        Assert.Equal(photo, await network.Fetch(Url + "end"));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("chunks")]
    [InlineData("end")]
    public async Task The_limit_is_the_largest_size_that_passes(string framing)
    {
        var photo = Bytes(Limit);
        await using var network = new TestNetwork(exchange => Framed(exchange, framing, photo));

        Assert.Equal(photo, await network.Fetch(Url, TestNetwork.Options with { MaxBytes = Limit }));
        var fault = await network.Fault(Url, TestNetwork.Options with { MaxBytes = Limit - 1 });

        Assert.Equal("too-large", fault.Code);
        Assert.Contains("99999 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_over_the_limit_is_refused_before_the_body()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n");
            await exchange.Hang();
        });
        Assert.Equal("too-large", (await network.Fault(Url)).Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "xxxxxxxxxxxxxxxx")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "10\r\nxxxxxxxxxxxxxxxx\r\n")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
        "10\r\nxxxxxxxxxxxxxxxx\r\n"
    )]
    public async Task An_endless_body_is_cut_at_the_limit(string head, string piece)
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write(head);
            while (true)
                await exchange.Write(piece);
        });
        Assert.Equal("too-large", (await network.Fault(Url, TestNetwork.Options with { MaxBytes = Limit })).Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 2")]
    [InlineData("")]
    public async Task An_answer_that_ends_early_is_incomplete(string answer)
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write(answer);
            exchange.Close();
        });
        var fault = await network.Fault(Url);
        Assert.Equal("incomplete", fault.Code);
    }

    [Fact]
    public async Task Bytes_after_the_announced_length_are_not_the_next_photo()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Ok(TestNetwork.Photo);
            if (exchange.Target == "/1")
                await exchange.Write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
        });
        using var fetcher = network.Fetcher();
        for (var i = 1; i <= 3; i++)
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, $"{Url}{i}"));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(203)]
    [InlineData(204)]
    [InlineData(205)]
    public async Task No_bytes_are_a_fault(int status)
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write($"HTTP/1.1 {status} Nothing\r\nConnection: close\r\n\r\n");
            exchange.Close();
        });
        var fault = await network.Fault(Url);
        Assert.Equal("empty", fault.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_photo_that_is_compressed_unasked_is_decompressed(string encoding)
    {
        var photo = Bytes(200_000);
        await using var network = new TestNetwork(exchange =>
            exchange.Ok(Compress(encoding, photo), $"Content-Encoding: {encoding}\r\n")
        );
        Assert.Equal(photo, await network.Fetch(Url));
        Assert.Contains("Accept-Encoding: identity\r\n", network.Server.Requests.Single(), StringComparison.Ordinal);
    }

    /// <summary>50 MB of zeros are some 50 KB of gzip, and 50 bytes of Brotli.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_decompression_bomb_is_cut_at_the_limit(string encoding)
    {
        var bomb = Compress(encoding, new byte[50_000_000]);
        Assert.InRange(bomb.Length, 1, 100_000);
        await using var network = new TestNetwork(exchange => exchange.Ok(bomb, $"Content-Encoding: {encoding}\r\n"));

        var fault = await network.Fault(Url, TestNetwork.Options with { MaxBytes = 1_000_000 });

        Assert.Equal("too-large", fault.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_stream_that_is_endless_and_holds_nothing_is_cut_too(string encoding)
    {
        // Deflate: a stored block that is not the last and has a length of 0; as many as you like.
        byte[] header = encoding == "gzip" ? [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0] : [0x78, 0x9c];
        var nothing = Enumerable
            .Repeat<byte[]>([0x00, 0x00, 0x00, 0xff, 0xff], 2000)
            .SelectMany(block => block)
            .ToArray();
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n");
            await exchange.Write(header);
            while (true)
                await exchange.Write(nothing);
        });
        Assert.Equal("too-large", (await network.Fault(Url, TestNetwork.Options with { MaxBytes = Limit })).Code);
    }

    [Theory]
    [InlineData("gzip", "this is not gzip")]
    [InlineData("deflate", "this is not deflate")]
    [InlineData("br", "\u00ff\u00ff\u00ffthis is not brotli")]
    [InlineData("gzip, gzip", "")]
    [InlineData("zstd", "x")]
    [InlineData("nonsense \u00e9", "x")]
    public async Task What_cannot_be_decompressed_is_an_invalid_response(string encoding, string body)
    {
        await using var network = new TestNetwork(exchange =>
            exchange.Ok(System.Text.Encoding.Latin1.GetBytes(body), $"Content-Encoding: {encoding}\r\n")
        );
        var fault = await network.Fault(Url);
        Assert.Equal("invalid-response", fault.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")]
    public async Task A_server_that_stops_sending_runs_into_the_timeout(string start)
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write(start);
            await exchange.Hang();
        });

        var fault = await network.Fault(Url, TestNetwork.Options with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal("timeout", fault.Code);
        Assert.Contains("0.3 seconds", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Each byte would put off a timeout that only looks at the time since the last one.</summary>
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X: y\r\n")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")]
    public async Task A_server_that_drips_runs_into_the_timeout(string start, string drop)
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write(start);
            while (true)
            {
                await exchange.Write(drop);
                await Task.Delay(30, exchange.Stopping);
            }
        });

        var fault = await network.Fault(Url, TestNetwork.Options with { Timeout = TimeSpan.FromMilliseconds(500) });

        Assert.Equal("timeout", fault.Code);
    }

    [Fact]
    public async Task The_timeout_is_for_all_redirects_together()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await Task.Delay(200, exchange.Stopping);
            await exchange.Redirect("/again");
        });
        var options = TestNetwork.Options with { Timeout = TimeSpan.FromMilliseconds(500), MaxRedirects = 20 };
        Assert.Equal("timeout", (await network.Fault(Url, options)).Code);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_its_own_cancellation()
    {
        using var giveUp = new CancellationTokenSource();
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Write("HTTP/1.1 200 OK\r\n\r\nbegun");
            await giveUp.CancelAsync();
            await exchange.Hang();
        });
        var fetch = network.Fetcher().FetchAsync(Url, null, giveUp.Token);
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(giveUp.Token, cancelled.CancellationToken);
    }

    private static Task Framed(Exchange exchange, string framing, byte[] body) =>
        framing switch
        {
            "length" => exchange.Ok(body),
            "chunks" => Chunked(exchange, body),
            _ => UntilEnd(exchange, body),
        };

    private static async Task Chunked(Exchange exchange, byte[] body)
    {
        await exchange.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var chunk in body.Chunk(7777))
        {
            await exchange.Write($"{chunk.Length:x}\r\n");
            await exchange.Write(chunk);
            await exchange.Write("\r\n");
        }

        await exchange.Write("0\r\n\r\n");
    }

    private static async Task UntilEnd(Exchange exchange, byte[] body)
    {
        await exchange.Write("HTTP/1.0 200 OK\r\n\r\n");
        await exchange.Write(body);
        exchange.Close();
    }

    /// <summary>Bytes that hardly compress, the same in each run.</summary>
    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        var state = 1u;
        foreach (ref var b in bytes.AsSpan())
            b = (byte)((state = state * 1664525 + 1013904223) >> 24);
        return bytes;
    }

    private static byte[] Compress(string encoding, byte[] bytes)
    {
        if (encoding == "identity")
            return bytes;
        using var packed = new MemoryStream();
        using (
            Stream packer = encoding.ToLowerInvariant() switch
            {
                "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            }
        )
            packer.Write(bytes);
        return packed.ToArray();
    }
}
