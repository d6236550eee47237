using System.IO.Compression;
using System.Text;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Requests;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Requests;

public sealed class RequestContentTests : IAsyncDisposable
{
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_body_is_read(string coding)
    {
        var json = Encoding.UTF8.GetBytes("{\"image\": \"" + Convert.ToBase64String(Photos.Tiny) + "\"}");
        (await host.Send(Compressed("application/json", json, coding))).IsOk();
        (await host.Send(Compressed("image/jpeg", Photos.Jpeg, coding))).IsOk();
        var form = new Form("b").File("f", "a.png", Photos.Png).Bytes();
        (await host.Send(Compressed("multipart/form-data; boundary=b", form, coding))).IsOk();
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("UTF-8")]
    [InlineData("gzip")]
    public async Task A_body_that_is_not_compressed_is_read_as_it_is(string coding)
    {
        (await host.Send(Request.Binary("image/png", Photos.Png).WithHeader("Content-Encoding", coding))).IsOk();
        (await host.Send(Request.Image(Photos.Png).WithHeader("content-encoding", coding))).IsOk();
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("base64")]
    [InlineData("gzip, gzip")]
    [InlineData("\0")]
    public async Task Another_coding_is_a_415_that_names_the_header(string coding)
    {
        var request = Request.Binary("image/png", Photos.Png).WithHeader("Content-Encoding", coding);
        var answer = (await host.Send(request)).IsProblem("unsupported-media-type");
        Assert.StartsWith($"Content-Encoding '{coding}'", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Damage_is_the_clients_fault(string coding)
    {
        var good = Compress(Photos.Jpeg, coding);
        for (var length = 1; length < good.Length; length += 97)
        {
            byte[] flipped = [.. good];
            flipped[length] ^= 0x5A;
            foreach (var body in new[] { good[..length], flipped })
            {
                var request = Request.Binary("application/json", body).WithHeader("Content-Encoding", coding);
                Assert.InRange((await host.Send(request)).Status, 400, 499);
            }
        }
    }

    [Fact]
    public async Task A_zlib_stream_that_asks_for_a_dictionary_is_the_clients_fault()
    {
        var request = Request
            .Binary("image/png", [0x78, 0xBB, 1, 2, 3, 4, 5, 6])
            .WithHeader("Content-Encoding", "deflate");
        var answer = (await host.Send(request)).IsProblem("unsupported-media-type");
        Assert.StartsWith("Content-Encoding 'deflate'", answer.Detail, StringComparison.Ordinal);
    }

    /// <summary>4 MB of gzip can be 4 GB of zeros: no more is decompressed than may be sent.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_bomb_is_refused_at_the_limit(string coding)
    {
        using var bomb = EventReader.Read(ApiEvents.Rest(Compressed("image/png", new byte[200_000_000], coding)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<ProblemException>(() => RequestContent.Decode(bomb, 1_000_000));
        Assert.Equal("payload-too-large", refused.Problem.Kind.Code);
        Assert.Contains("1,000,000 bytes", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        var limit = Photos.Jpeg.Length;
        await using var limited = new Host(new() { ["CLOTHES_MAX_PHOTO_BYTES"] = $"{limit}" });
        (await limited.Send(Compressed("image/jpeg", Photos.Jpeg, "gzip"))).IsOk();
        (await limited.Send(Compressed("image/jpeg", [.. Photos.Jpeg, 0], "gzip"))).IsProblem("payload-too-large");
    }

    [Fact]
    public async Task A_compressed_body_that_became_text_is_named()
    {
        var request = Request.Text("application/json", "\u001f\uFFFD\b\0\0").WithHeader("Content-Encoding", "gzip");
        var answer = (await host.Send(request)).IsProblem("body-not-binary");
        Assert.Contains("Content-Encoding", answer.Detail, StringComparison.Ordinal);
    }

    private static Request Compressed(string type, byte[] body, string coding) =>
        Request.Binary(type, Compress(body, coding)).WithHeader("Content-Encoding", coding);

    private static byte[] Compress(byte[] body, string coding)
    {
        using var compressed = new MemoryStream();
        using (
            Stream stream = coding switch
            {
                "deflate" => new ZLibStream(compressed, CompressionLevel.Optimal),
                "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
                _ => new GZipStream(compressed, CompressionLevel.Optimal),
            }
        )
            stream.Write(body);
        return compressed.ToArray();
    }
}
