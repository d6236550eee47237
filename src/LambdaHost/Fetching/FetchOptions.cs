namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>What <see cref="PhotoFetcher"/> may do. The defaults reach public hosts only.</summary>
internal sealed record FetchOptions
{
    /// <summary>Whether photos are fetched at all. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Hosts that may be asked, also by a redirect: a name such as <c>photos.example.com</c>, or <c>.example.com</c> for
    /// every name below that one (not itself). Case does not matter. Default: empty, every public host. It narrows only:
    /// a listed host whose address is not public is still refused.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Ports that may be asked, 1 to 65535. Default: 80 and 443.</summary>
    public IReadOnlyList<int> AllowedPorts { get; init; } = [80, 443];

    /// <summary>
    /// Time to a usable connection: name lookup, TCP and TLS together, for each redirect anew. Default: 3 seconds. Too
    /// short and distant servers fail; too long and one dead server uses up <see cref="Timeout"/>.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time for one photo in all: connecting, redirects and the body. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Size of a photo in bytes, at most; after decompression where the server compresses. Default: 20,000,000.</summary>
    public int MaxBytes { get; init; } = 20_000_000;

    /// <summary>
    /// The User-Agent header. Default: <c>clothes-classification/0.1</c>. Some hosts refuse clients that do not say who
    /// they are; a URL or address for complaints in it, as in <c>shop-tagger/2.0 (+https://example.com/bot)</c>, helps.
    /// </summary>
    public string UserAgent { get; init; } = "clothes-classification/0.1";

    /// <summary>
    /// Whether 127.0.0.0/8 and ::1 may be asked, on any port: for local development. Default: false. No other address
    /// that is not public is allowed by it.
    /// </summary>
    public bool AllowLoopback { get; init; }

    /// <summary>
    /// Host and port of the Lambda Runtime API, which is refused even where loopback is allowed: a request to it could
    /// answer, or steal, another invocation. Default: null, none.
    /// </summary>
    public RuntimeApiEndpoint? RuntimeApi { get; init; }
}
