using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// The HTTP stack under <see cref="PhotoFetcher"/>, with everything off that would reach another host, remember something
/// between photos, or send something secret.
/// </summary>
internal static class FetchTransport
{
    private const int MaxHeaderKilobytes = 32;

    /// <summary>
    /// A new stack. An invoker, not an HttpClient: the timeouts, redirects and buffers of that one are not used here.
    /// </summary>
    /// <param name="connector">Opens every connection.</param>
    /// <param name="options">Timeouts.</param>
    /// <param name="trustedRoots">Roots to trust instead of the system's; null for the system's.</param>
    public static HttpMessageInvoker Create(
        CheckedConnector connector,
        FetchOptions options,
        X509Certificate2Collection? trustedRoots
    ) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = (context, token) => connector.ConnectAsync(context.DnsEndPoint, token),
                ConnectTimeout = options.ConnectTimeout,
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                Credentials = null,
                PreAuthenticate = false,
                AutomaticDecompression = System.Net.DecompressionMethods.None,
                ActivityHeadersPropagator = null,
                MaxResponseHeadersLength = MaxHeaderKilobytes,
                ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
                // The bodies of redirects and errors are not read; a short one may be, to keep the connection.
                MaxResponseDrainSize = 16 * 1024,
                ResponseDrainTimeout = TimeSpan.FromMilliseconds(200),
                // Connections are kept for the next photo of the same scheme, host and port. That does not go round the
                // check: a kept connection still leads to the address that was checked, whatever the name means by now,
                // and it belongs to this fetcher and so to the same options. The limit is for names that move.
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy(trustedRoots) },
            },
            disposeHandler: true
        );

    /// <summary>
    /// A certificate can name URLs for missing issuers and for revocation, and the runtime would fetch them past every
    /// check, from wherever the certificate says. So neither is done; a server must send its whole chain.
    /// </summary>
    private static X509ChainPolicy ChainPolicy(X509Certificate2Collection? trustedRoots)
    {
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (trustedRoots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trustedRoots);
        }

        return policy;
    }
}
