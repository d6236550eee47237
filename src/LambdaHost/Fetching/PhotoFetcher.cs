using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// Fetches photos from public web servers, and only from those: the only code of the host that opens connections on
/// behalf of a client. Safe for concurrent use. Creating one is cheap; the HTTP stack is made for the first photo.
/// </summary>
internal sealed class PhotoFetcher : IDisposable
{
    private const int MaxRedirects = 3;
    private readonly FetchOptions options;
    private readonly HostAllowList allowedHosts;
    private readonly Lazy<HttpMessageInvoker> transport;

    /// <summary>Creates a fetcher.</summary>
    /// <param name="options">What it may do.</param>
    /// <param name="resolve">Looks names up; null for the operating system.</param>
    /// <param name="connect">Opens connections to checked addresses; null for a TCP socket.</param>
    /// <param name="trustedRoots">Certificate roots to trust instead of the system's; null for the system's.</param>
    public PhotoFetcher(
        FetchOptions options,
        Resolve? resolve = null,
        Connect? connect = null,
        X509Certificate2Collection? trustedRoots = null
    )
    {
        this.options = options;
        allowedHosts = new HostAllowList(options.AllowedHosts);
        transport = new Lazy<HttpMessageInvoker>(() =>
            FetchTransport.Create(
                new CheckedConnector(
                    options,
                    resolve ?? Dns.GetHostAddressesAsync,
                    connect ?? TcpConnector.ConnectAsync
                ),
                options,
                trustedRoots
            )
        );
    }

    /// <summary>The bytes at a URL, whatever they are: that they are a photo is for the decoder to find out.</summary>
    /// <param name="url">As the client sent it.</param>
    /// <param name="traceId">X-Ray trace header to send along, or null.</param>
    /// <param name="cancellationToken">Ends the fetch; the exception is then not a <see cref="FetchException"/>.</param>
    /// <exception cref="FetchException">The URL is refused, or the photo could not be fetched.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string url, string? traceId, CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            throw FetchErrors.Disabled();
        var start = FetchUrl.Parse(url);
        var target = start;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            string location;
            try
            {
                Check(target);
                using var response = await SendAsync(target.Uri, traceId, limit.Token).ConfigureAwait(false);
                if (!Redirects.IsRedirect(response.StatusCode))
                    return await PhotoBody
                        .ReadAsync(response, target.Host, options.MaxBytes, limit.Token)
                        .ConfigureAwait(false);
                location = Redirects.Location(response, target.Host);
            }
            catch (Exception e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Translate(e, target.Host, limit.IsCancellationRequested) is not { } fault)
                    throw;
                throw redirects > 0 ? fault.AfterRedirect(start.Host) : fault;
            }

            target = Redirects.Resolve(target, location);
        }

        throw FetchErrors.TooManyRedirects(target.Host, MaxRedirects);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (transport.IsValueCreated)
            transport.Value.Dispose();
    }

    private void Check(FetchUrl target)
    {
        if (!allowedHosts.Allows(target.Host))
            throw FetchErrors.HostNotAllowed(target.Host);
        // On loopback every port may be asked, where it is allowed at all; the connector knows which address it is.
        if (!options.AllowLoopback && !options.AllowedPorts.Contains(target.Port))
            throw FetchErrors.PortNotAllowed(target.Port, options.AllowedPorts);
    }

    private FetchException? Translate(Exception exception, string host, bool timedOut) =>
        exception is FetchException fault ? fault
        : timedOut ? FetchErrors.TimedOut(host, options.Timeout)
        : TransportFailure.Translate(exception, host);

    /// <summary>The answer's head. Not an async method, to start faster: the request holds nothing to dispose of.</summary>
    private Task<HttpResponseMessage> SendAsync(Uri uri, string? traceId, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        headers.TryAddWithoutValidation("Accept", "image/*");
        headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        if (traceId is { Length: > 0 and <= 1024 } && traceId.All(c => c is > ' ' and <= '~'))
            headers.TryAddWithoutValidation("X-Amzn-Trace-Id", traceId);
        return transport.Value.SendAsync(request, cancellationToken);
    }
}
