using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>
/// An internet of one server: names are resolved as the test says, and every connection attempt is written down and then
/// led to the local server, forbidden ones too. So a fetcher that dials what it must not is seen, and would succeed.
/// </summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    public const string PublicHost = "photos.example.com";
    public static readonly IPAddress PublicAddress = IPAddress.Parse("93.184.216.34");
    public static readonly byte[] Photo = "pretend this is a photo"u8.ToArray();

    private readonly ConcurrentDictionary<string, Func<int, IPAddress[]>> names = new();
    private readonly ConcurrentDictionary<string, int> lookups = new();
    private readonly List<PhotoFetcher> fetchers = [];
    private readonly X509Certificate2Collection? roots;

    public TestNetwork(
        Func<Exchange, Task>? answer = null,
        X509Certificate2? certificate = null,
        X509Certificate2Collection? roots = null
    )
    {
        this.roots = roots;
        Server = new LocalServer(answer ?? (exchange => exchange.Ok(Photo)), certificate);
        Name(PublicHost, PublicAddress.ToString());
        Connecting = (endpoint, token) => TcpConnector.ConnectAsync(Server.EndPoint, token);
    }

    public LocalServer Server { get; }

    /// <summary>What a connection attempt does once it is written down; leads to the server unless a test sets it.</summary>
    public Connect Connecting { get; set; }

    /// <summary>A server that answers with this text and ends the connection.</summary>
    public static TestNetwork Saying(string answer) => new(exchange => exchange.WriteAndClose(answer));

    /// <summary>A server that begins an answer and then sends the same piece again and again, or nothing more.</summary>
    public static TestNetwork Endless(string start, string? piece = null, int pauseMs = 0) =>
        new(async exchange =>
        {
            await exchange.Write(start);
            if (piece is null)
                await exchange.Hang();
            while (true)
            {
                await exchange.Write(piece!);
                await Task.Delay(pauseMs, exchange.Stopping);
            }
        });

    /// <summary>Every endpoint that a connection was opened to, in order.</summary>
    public ConcurrentQueue<string> Connected { get; } = [];

    public static FetchOptions Options { get; } =
        new()
        {
            // Long enough for a busy machine: no test waits for these unless the fetcher hangs.
            ConnectTimeout = TimeSpan.FromSeconds(30),
            Timeout = TimeSpan.FromSeconds(30),
        };

    /// <summary>Gives a name the same addresses for every lookup.</summary>
    public void Name(string host, params string[] addresses) => Name(host, _ => addresses);

    /// <summary>Gives a name addresses that depend on how often it was looked up before.</summary>
    public void Name(string host, Func<int, string[]> addresses) =>
        names[host] = lookup => [.. addresses(lookup).Select(IPAddress.Parse)];

    public PhotoFetcher Fetcher(FetchOptions? options = null)
    {
        var fetcher = new PhotoFetcher(options ?? Options, ResolveAsync, ConnectAsync, roots);
        fetchers.Add(fetcher);
        return fetcher;
    }

    /// <summary>Fetches with a fetcher of its own.</summary>
    public Task<byte[]> Fetch(string url, FetchOptions? options = null) => Fetch(Fetcher(options), url);

    public static async Task<byte[]> Fetch(PhotoFetcher fetcher, string url) =>
        (await fetcher.FetchAsync(url, null, TestContext.Current.CancellationToken)).ToArray();

    /// <summary>The fault of a fetch that must fail.</summary>
    public Task<FetchException> Fault(string url, FetchOptions? options = null) => Fault(Fetcher(options), url);

    public static Task<FetchException> Fault(PhotoFetcher fetcher, string url) =>
        Assert.ThrowsAsync<FetchException>(() => Fetch(fetcher, url));

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        names.TryGetValue(host, out var addresses)
            ? Task.FromResult(addresses(lookups.AddOrUpdate(host, 0, (_, count) => count + 1)))
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    public async ValueTask DisposeAsync()
    {
        fetchers.ForEach(fetcher => fetcher.Dispose());
        await Server.DisposeAsync();
    }

    private Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken token)
    {
        Connected.Enqueue(endpoint.ToString());
        return Connecting(endpoint, token);
    }
}
