using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>Serves one photo on loopback, over connections that stay open.</summary>
internal sealed class PhotoServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] answer;

    public PhotoServer(byte[] photo)
    {
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {photo.Length}\r\n\r\n";
        answer = [.. Encoding.ASCII.GetBytes(head), .. photo];
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}/photo.jpg");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        connection.NoDelay = true;
        var buffer = new byte[4096];
        var length = 0;
        while (await connection.ReceiveAsync(buffer.AsMemory(length)) is > 0 and var count)
        {
            length += count;
            if (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                continue;
            length = 0;
            await connection.SendAsync(answer);
        }
    }
}
