using System.Net;
using System.Net.Sockets;

namespace ClothesClassification.LambdaHost.Fetching;

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
