using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

/// <summary>
/// A web server on a loopback port that says exactly what a test tells it to, byte by byte, also what no proper server
/// would say.
/// </summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<Exchange, Task> answer;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;
    private int connections;

    public LocalServer(Func<Exchange, Task> answer, X509Certificate2? certificate = null)
    {
        this.answer = answer;
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public int Port => EndPoint.Port;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Heads of all requests, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Names that clients sent as SNI.</summary>
    public ConcurrentQueue<string> ServerNames { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped: the listener says so in any of these ways.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var plain = new NetworkStream(socket, ownsSocket: true);
            await using var stream = certificate is null ? (Stream)plain : await SecureAsync(plain, certificate);
            while (await ReadHeadAsync(stream) is { } head)
            {
                Requests.Enqueue(head);
                var exchange = new Exchange(stream, socket, head, stopping.Token);
                await answer(exchange);
                if (exchange.Closed)
                    return;
            }
        }
        catch (Exception e)
            when (e
                    is IOException
                        or OperationCanceledException
                        or SocketException
                        or ObjectDisposedException
                        or System.Security.Authentication.AuthenticationException
            )
        {
            // The client went away, which many tests make it do.
        }
    }

    private async Task<SslStream> SecureAsync(Stream plain, X509Certificate2 own)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                // Offline: the server itself must not go looking for the issuers of its certificate.
                ServerCertificateContext = SslStreamCertificateContext.Create(
                    own,
                    additionalCertificates: null,
                    offline: true
                ),
            },
            stopping.Token
        );
        ServerNames.Enqueue(secure.TargetHostName);
        return secure;
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer, stopping.Token) == 0)
                return null;
            // A TLS handshake where plain HTTP is spoken: there will never be a head.
            if (head.Length == 0 && buffer[0] == 0x16)
                return null;
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }
}

/// <summary>One request, and the ways to answer it.</summary>
internal sealed class Exchange(Stream stream, Socket socket, string head, CancellationToken stopping)
{
    public string Head => head;

    /// <summary>Path and query of the request line.</summary>
    public string Target => head.Split(' ')[1];

    public CancellationToken Stopping => stopping;

    /// <summary>Whether the server ends the connection after this answer.</summary>
    public bool Closed { get; private set; }

    /// <summary>Body of a request that has a Content-Length.</summary>
    public async Task<byte[]> ReadBody()
    {
        const string name = "Content-Length: ";
        var start = head.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        var body = new byte[int.Parse(head[start..head.IndexOf('\r', start)], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stopping);
        return body;
    }

    public async Task Write(string text) => await Write(Encoding.Latin1.GetBytes(text));

    public async Task Write(byte[] bytes)
    {
        await stream.WriteAsync(bytes, stopping);
        await stream.FlushAsync(stopping);
    }

    /// <summary>A complete answer with a length.</summary>
    public async Task Answer(int status, byte[] body, string headers = "")
    {
        await Write($"HTTP/1.1 {status} Whatever\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        await Write(body);
    }

    public Task Ok(byte[] body, string headers = "") => Answer(200, body, headers);

    public Task Redirect(string location, int status = 302) => Answer(status, [], $"Location: {location}\r\n");

    public void Close() => Closed = true;

    /// <summary>Writes and ends the connection.</summary>
    public Task WriteAndClose(string text)
    {
        Close();
        return Write(text);
    }

    /// <summary>Ends the connection with a TCP reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        Closed = true;
    }

    /// <summary>Keeps the client waiting until the test ends.</summary>
    public Task Hang() => Task.Delay(Timeout.Infinite, stopping);
}
