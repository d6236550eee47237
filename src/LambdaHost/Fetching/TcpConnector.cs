using System.Net;
using System.Net.Sockets;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// All addresses of a host name, best first. The host has the form of <see cref="FetchUrl.Host"/> and is never an address;
/// a <see cref="SocketException"/> says that it could not be looked up. The caller does not rely on the token.
/// </summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken);

/// <summary>Opens a TCP connection to exactly one endpoint.</summary>
internal delegate Task<Stream> Connect(IPEndPoint endpoint, CancellationToken cancellationToken);

/// <summary>The one place of the host's request path that opens a socket to the outside.</summary>
internal static class TcpConnector
{
    public static async Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
