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

    [Theory]
    // A length over the limit is refused before the body.
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "xxxxxxxxxxxxxxxx")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "10\r\nxxxxxxxxxxxxxxxx\r\n")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
        "10\r\nxxxxxxxxxxxxxxxx\r\n"
    )]
    // Deflate: a stored block that is not the last and has a length of 0.
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\0\0\0\0\0\0\0", "\0\0\0\u00ff\u00ff")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\nx\u009c", "\0\0\0\u00ff\u00ff")]
    public async Task An_endless_body_is_cut_at_the_limit(string head, string? piece)
    {
        // Many pieces at a time: five bytes would take their time.
        var pieces = piece is null ? null : string.Concat(Enumerable.Repeat(piece, 2000));
        await using var network = TestNetwork.Endless(head, pieces);
        Assert.Equal("too-large", (await network.Fault(Url, TestNetwork.Options with { MaxBytes = Limit })).Code);
    }

    [Theory]
    [InlineData("incomplete", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")]
    [InlineData("incomplete", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nshort")]
    [InlineData("incomplete", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n")]
    [InlineData("incomplete", "HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("incomplete", "HTTP/1.1 2")]
    [InlineData("incomplete", "")]
    [InlineData("empty", "HTTP/1.1 200 Nothing\r\nConnection: close\r\n\r\n")]
    [InlineData("empty", "HTTP/1.1 203 Nothing\r\nConnection: close\r\n\r\n")]
    [InlineData("empty", "HTTP/1.1 204 Nothing\r\nConnection: close\r\n\r\n")]
    [InlineData("empty", "HTTP/1.1 205 Nothing\r\nConnection: close\r\n\r\n")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nthis is not gzip")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\nthis is not deflate")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\nx\u00bbdictionary")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\u00ff\u00ff\u00ffnot brotli")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nx")]
    [InlineData("invalid-response", "HTTP/1.1 200 OK\r\nContent-Encoding: nonsense \u00e9\r\n\r\nx")]
    public async Task An_answer_without_a_whole_photo_has_the_code_of_its_fault(string code, string answer)
    {
        await using var network = TestNetwork.Saying(answer);
        Assert.Equal(code, (await network.Fault(Url)).Code);
    }

    /// <summary>What comes after a photo is thrown away with its connection, as soon as it has come.</summary>
    [Fact]
    public async Task Bytes_after_the_announced_length_are_not_the_next_photo()
    {
        var sent = new TaskCompletionSource();
        await using var network = new TestNetwork(async exchange =>
        {
            await exchange.Ok(TestNetwork.Photo);
            if (exchange.Target == "/1")
            {
                await exchange.Write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
                sent.SetResult();
            }
        });
        using var fetcher = network.Fetcher();
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(TestNetwork.Photo, await TestNetwork.Fetch(fetcher, $"{Url}{i}"));
            await sent.Task;
        }
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

    /// <summary>Where pieces drip in, each would put off a timeout that only looks at the time since the last one.</summary>
    [Theory]
    [InlineData("", null)]
    [InlineData("HTTP/1.1 200 OK\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X: y\r\n")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")]
    public async Task A_server_that_stops_or_drips_runs_into_the_timeout(string start, string? drop)
    {
        await using var network = TestNetwork.Endless(start, drop, pauseMs: 30);

        var fault = await network.Fault(Url, TestNetwork.Options with { Timeout = TimeSpan.FromMilliseconds(500) });

        Assert.Equal("timeout", fault.Code);
        Assert.Contains("0.5 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeout_is_for_all_redirects_together()
    {
        await using var network = new TestNetwork(async exchange =>
        {
            await Task.Delay(200, exchange.Stopping);
            await exchange.Redirect("/again");
        });
        var options = TestNetwork.Options with { Timeout = TimeSpan.FromMilliseconds(500) };
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
