using System.Security.Cryptography;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Tests.Photos;

public sealed class PhotoReaderTests
{
    private const int Megabyte = 1024 * 1024;
    private static readonly PhotoLimits Limits = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128 * 1024)]
    [InlineData((128 * 1024) + 1)]
    [InlineData(2 * Megabyte)]
    [InlineData((2 * Megabyte) + 1)]
    [InlineData(5_000_000)]
    public async Task Stream_of_unknown_length_is_read_whole(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);

        using var photo = await PhotoReader.ReadAsync(
            new ChunkedStream(content, 60_000),
            Limits,
            TestContext.Current.CancellationToken
        );

        Assert.True(photo.Memory.Span.SequenceEqual(content));
    }

    [Fact]
    public async Task Stream_as_long_as_the_limit_is_read_and_one_byte_more_refused()
    {
        var limits = new PhotoLimits { MaxBytes = 3_000_000 };

        using var longest = await PhotoReader.ReadAsync(
            new ChunkedStream(new byte[3_000_000], 60_000),
            limits,
            TestContext.Current.CancellationToken
        );
        var longer = new ChunkedStream(new byte[3_000_001], 60_000);

        Assert.Equal(3_000_000, longest.Memory.Length);
        await Assert.ThrowsAsync<PhotoTooLargeException>(async () =>
            await PhotoReader.ReadAsync(longer, limits, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Photos_that_are_held_at_the_same_time_keep_their_bytes()
    {
        var contents = Enumerable.Range(0, 20).Select(_ => RandomNumberGenerator.GetBytes(300_000)).ToArray();

        var photos = await Task.WhenAll(
            contents.Select(content =>
                PhotoReader.ReadAsync(new ChunkedStream(content, 7_000), Limits, default).AsTask()
            )
        );

        Assert.All(contents.Zip(photos), pair => Assert.True(pair.Second.Memory.Span.SequenceEqual(pair.First)));
        Array.ForEach(photos, photo => photo.Dispose());
    }

    [Fact]
    public async Task Array_of_a_photo_serves_the_next_one()
    {
        var content = new byte[5_000_000];
        await Read();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 20; i++)
            await Read();

        // Arrays of its own would be 100 MB. Nothing waits, so all happens on this thread.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Megabyte);

        async Task Read()
        {
            var read = PhotoReader.ReadAsync(new UnseekableStream(content), Limits, default);
            Assert.True(read.IsCompleted);
            using var photo = await read;
            Assert.Equal(content.Length, photo.Memory.Length);
        }
    }

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
