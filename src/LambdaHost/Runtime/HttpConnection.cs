using System.Net.Sockets;
using System.Text;

namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>
/// One kept-alive HTTP/1.1 connection over a plain blocking socket. The Runtime API is one peer on the same machine, and
/// HttpClient's first request alone would take a quarter of the time to a first answer (docs/cold-start.md).
/// </summary>
internal sealed class HttpConnection(string host, int port) : IDisposable
{
    private const int MaxHead = 64 * 1024;
    private static readonly TimeSpan StopCheck = TimeSpan.FromMilliseconds(100);
    private Socket? socket;
    private byte[] buffer = new byte[16 * 1024];
    private int filled;

    /// <summary>The response's body: valid until the next request.</summary>
    public Memory<byte> Body { get; private set; }

    /// <summary>Sends a request and reads the response, whose head is valid until the next request.</summary>
    /// <param name="method">Method.</param>
    /// <param name="path">Path.</param>
    /// <param name="headers">Further header lines, each with its line end; empty for none.</param>
    /// <param name="body">Body of the request.</param>
    /// <param name="giveUp">Looked at while no byte of the response has come: true ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="IOException">The connection failed; the next request opens a new one.</exception>
    public HttpHead Send(
        string method,
        string path,
        string headers,
        ReadOnlyMemory<byte> body,
        Func<bool>? giveUp = null
    )
    {
        try
        {
            // Something to read before anything is asked is the end: servers close a connection that is idle for minutes.
            if (socket?.Poll(TimeSpan.Zero, SelectMode.SelectRead) == true)
                Drop();
            var peer = socket ??= Connect();
            var head = Encoding.ASCII.GetBytes(
                $"{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\n{headers}Content-Length: {body.Length}\r\n\r\n"
            );
            SendAll(peer, head, body);
            while (giveUp is not null && !peer.Poll(StopCheck, SelectMode.SelectRead))
            {
                if (giveUp())
                    throw new OperationCanceledException();
            }

            return Receive(peer);
        }
        catch (SocketException e)
        {
            Drop();
            throw new IOException($"The Runtime API at {host}:{port} cannot be reached: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Drop();
            throw;
        }
    }

    public void Dispose() => Drop();

    private Socket Connect()
    {
        var fresh = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            fresh.Connect(host, port);
            return fresh;
        }
        catch
        {
            fresh.Dispose();
            throw;
        }
    }

    private void Drop()
    {
        socket?.Dispose();
        socket = null;
    }

    private static void SendAll(Socket peer, byte[] head, ReadOnlyMemory<byte> body)
    {
        // Small answers leave in one packet; a blocking socket sends all that it is given.
        if (head.Length + body.Length <= 16 * 1024)
        {
            byte[] both = [.. head, .. body.Span];
            peer.Send(both);
            return;
        }

        peer.Send(head);
        peer.Send(body.Span);
    }

    private HttpHead Receive(Socket peer)
    {
        filled = 0;
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (filled >= MaxHead)
                throw new IOException($"The Runtime API's response has a head of over {MaxHead:N0} bytes.");
            Fill(peer);
        }

        var start = end + 4;
        var head = HttpHead.Parse(buffer.AsSpan(0, end));
        var length = head.Number("Content-Length"u8);
        var closes = head.Has("Connection"u8, "close"u8);
        if (head.Has("Transfer-Encoding"u8, "chunked"u8))
            Body = ReadChunks(peer, start);
        else
            Body = ReadBody(peer, start, length ?? 0);
        if (closes)
            Drop();
        // The buffer may have grown into a new array meanwhile: the head is read again where it now is.
        return HttpHead.Parse(buffer.AsSpan(0, end));
    }

    private Memory<byte> ReadBody(Socket peer, int start, long length)
    {
        if (length is < 0 or > RuntimeClient.MaxEventBytes)
            throw new IOException($"The Runtime API's response has {length:N0} bytes.");
        Reserve(start + (int)length);
        while (filled < start + length)
            Fill(peer);
        return buffer.AsMemory(start, (int)length);
    }

    // Chunks are moved together in place: what is read never lies behind what is written.
    private Memory<byte> ReadChunks(Socket peer, int start)
    {
        var (read, written) = (start, start);
        while (true)
        {
            int line;
            while ((line = buffer.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0)
                Fill(peer);
            var size = ChunkSize(buffer.AsSpan(read, line));
            read += line + 2;
            if (written - start + (long)size > RuntimeClient.MaxEventBytes)
                throw new IOException("The Runtime API's response is too long.");
            Reserve(read + size + 2);
            while (filled < read + size + 2)
                Fill(peer);
            buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(written));
            (read, written) = (read + size + 2, written + size);
            if (size == 0)
                return buffer.AsMemory(start, written - start);
        }
    }

    private static int ChunkSize(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var digits = end < 0 ? line : line[..end];
        return
            System.Buffers.Text.Utf8Parser.TryParse(digits, out int size, out var used, 'x')
            && used == digits.Length
            && size >= 0
            ? size
            : throw new IOException("The Runtime API's response has a chunk without a size.");
    }

    private void Fill(Socket peer)
    {
        if (filled == buffer.Length)
            Reserve(buffer.Length + 1);
        var count = peer.Receive(buffer.AsSpan(filled));
        if (count == 0)
            throw new IOException("The Runtime API closed the connection within a response.");
        filled += count;
    }

    private void Reserve(int length)
    {
        if (buffer.Length < length)
            Array.Resize(ref buffer, Math.Max(length, buffer.Length * 2));
    }
}
