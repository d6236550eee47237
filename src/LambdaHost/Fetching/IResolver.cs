using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Looks host names up.</summary>
internal interface IResolver
{
    /// <summary>All addresses of a name, best first.</summary>
    /// <param name="host">A name in the form of <see cref="FetchUrl.Host"/>, never an address.</param>
    /// <param name="cancellationToken">Ends the wait; the caller does not rely on it.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The name could not be looked up.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>The operating system's resolver.</summary>
internal sealed class SystemResolver : IResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);
}
