using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// Runs the whole way of a fetch once without a network, so that the HTTP stack is loaded and compiled before the first
/// photo: for a snapshot (SnapStart), or while nothing else is to be done. TLS is not part of it.
/// </summary>
internal static class FetchWarmUp
{
    private static readonly IPAddress AnyPublicAddress = new([1, 1, 1, 1]);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        using var fetcher = new PhotoFetcher(
            new FetchOptions(),
            new FixedResolver(),
            (_, _) => Task.FromResult<Stream>(new FixedAnswer())
        );
        await fetcher.FetchAsync("http://warm-up.example/", null, cancellationToken).ConfigureAwait(false);
    }

    private sealed class FixedResolver : IResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IPAddress[]>([AnyPublicAddress]);
    }

    /// <summary>A connection to nowhere: takes every request, and gives one answer.</summary>
    private sealed class FixedAnswer : MemoryStream
    {
        public FixedAnswer()
            : base(
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\n."u8.ToArray(),
                writable: false
            ) { }

        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) { }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => default;
    }
}
