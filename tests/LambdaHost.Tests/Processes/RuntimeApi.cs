using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>
/// A Lambda Runtime API on a loopback port: gives the events that a test puts in, takes the answers, and does what
/// the real one should never do where a test says so.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<string> events = Channel.CreateUnbounded<string>();
    private readonly Channel<Post> posts = Channel.CreateUnbounded<Post>();
    private readonly Channel<Reaction> reactions = Channel.CreateUnbounded<Reaction>();
    private readonly Channel<int> polls = Channel.CreateUnbounded<int>();
    private readonly Task accepting;
    private int count;

    public RuntimeApi()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => listener.LocalEndpoint.ToString()!;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Puts an event in.</summary>
    /// <returns>Its request id.</returns>
    public string Put(byte[] payload, TimeSpan? time = null, bool chunked = false, string headers = "")
    {
        var id = $"5ca1ab1e-0000-4000-8000-{Interlocked.Increment(ref count):d12}";
        var deadline = (TimeProvider.System.GetUtcNow() + (time ?? TimeSpan.FromMinutes(5))).ToUnixTimeMilliseconds();
        var head =
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: {id}\r\n"
            + $"lambda-runtime-deadline-ms: {deadline}\r\n"
            + "LAMBDA-RUNTIME-INVOKED-FUNCTION-ARN: arn:aws:lambda:eu-central-1:123456789012:function:clothes\r\n"
            + headers;
        // Latin-1 carries every byte through a string.
        var body = Encoding.Latin1.GetString(payload);
        events.Writer.TryWrite(
            chunked
                ? head + "Transfer-Encoding: chunked\r\n\r\n" + Chunks(body)
                : $"{head}Content-Length: {body.Length}\r\n\r\n{body}"
        );
        return id;
    }

    /// <summary>Puts in what is said, byte for byte, as the response to the next poll.</summary>
    public void PutRaw(string response) => events.Writer.TryWrite(response);

    /// <summary>What the next POST is met with, once for each call.</summary>
    public void ReactOnce(Reaction reaction) => reactions.Writer.TryWrite(reaction);

    /// <summary>The next POST.</summary>
    public async Task<Post> Take() =>
        await posts.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Waits for the program to ask for an event.</summary>
    public async Task Polled() =>
        await polls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Puts an event in, and takes what was posted for it.</summary>
    public async Task<Post> Invoke(byte[] payload, TimeSpan? time = null, bool chunked = false, string headers = "")
    {
        var id = Put(payload, time, chunked, headers);
        var post = await Take();
        Assert.Contains(id, post.Path, StringComparison.Ordinal);
        return post;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    // Odd sizes, upper and lower case, an extension, and a size of one.
    private static string Chunks(string body)
    {
        var text = new StringBuilder();
        var (start, size) = (0, 1);
        while (start < body.Length)
        {
            var length = Math.Min(size, body.Length - start);
            text.Append(size % 2 == 0 ? $"{length:x}" : $"{length:X};name=value").Append("\r\n");
            text.Append(body, start, length).Append("\r\n");
            (start, size) = (start + length, (size * 3) + 1);
        }

        return text.Append("0\r\n\r\n").ToString();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync(stopping.Token));
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
            using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await RequestReader.ReadAsync(stream, stopping.Token) is { } request)
            {
                if (request.Path == "/2018-06-01/runtime/invocation/next")
                {
                    polls.Writer.TryWrite(0);
                    await WriteAsync(stream, await events.Reader.ReadAsync(stopping.Token));
                    continue;
                }

                var reaction = reactions.Reader.TryRead(out var planned) ? planned : new Reaction(202);
                if (reaction.Reset)
                    socket.LingerState = new LingerOption(true, 0);
                else
                    await WriteAsync(
                        stream,
                        $"HTTP/1.1 {reaction.Status} Whatever\r\nContent-Length: 16\r\n\r\n{{\"status\":\"OK\"}}\n"
                    );
                posts.Writer.TryWrite(request);
                if (reaction.Reset)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The program ended, or the test did.
        }
    }

    private async Task WriteAsync(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stopping.Token);
}

/// <summary>What a POST is met with.</summary>
/// <param name="Status">Status of the response.</param>
/// <param name="Reset">The connection is reset instead.</param>
internal readonly record struct Reaction(int Status, bool Reset = false);
