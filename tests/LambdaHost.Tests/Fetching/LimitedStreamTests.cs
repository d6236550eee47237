using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class LimitedStreamTests
{
    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task As_many_bytes_as_the_limit_come_through(int bytes, bool comeThrough)
    {
        await using var stream = new LimitedStream(
            new MemoryStream(new byte[bytes]),
            4,
            () => new IOException("Too much.")
        );

        async Task ReadAsync() => await stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);

        if (comeThrough)
            await ReadAsync();
        else
            Assert.Equal("Too much.", (await Assert.ThrowsAsync<IOException>(ReadAsync)).Message);
    }
}
