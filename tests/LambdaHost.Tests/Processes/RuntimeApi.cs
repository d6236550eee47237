using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>
/// A Lambda Runtime API on a loopback port: gives the events that a test puts in, takes the answers, and does what
/// the real one should never do where a test says so.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private readonly LocalServer server;
    private readonly Channel<string> events = Channel.CreateUnbounded<string>();
    private readonly Channel<Post> posts = Channel.CreateUnbounded<Post>();
    private readonly Channel<int> polls = Channel.CreateUnbounded<int>();
    private readonly ConcurrentQueue<int> reactions = [];
    private int count;

    public RuntimeApi() => server = new LocalServer(AnswerAsync);

    public string Address => server.EndPoint.ToString();

    public int Port => server.Port;

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
        PutRaw(
            chunked
                ? head + "Transfer-Encoding: chunked\r\n\r\n" + Chunks(body)
                : $"{head}Content-Length: {body.Length}\r\n\r\n{body}"
        );
        return id;
    }

    /// <summary>Puts in the response to the next poll, byte for byte.</summary>
    public void PutRaw(string response) => events.Writer.TryWrite(response);

    /// <summary>The status that the next POST gets, once for each call; 0 resets its connection.</summary>
    public void ReactOnce(int status) => reactions.Enqueue(status);

    /// <summary>The next POST.</summary>
    public async Task<Post> Take() =>
        await posts.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Timeout);

    /// <summary>Waits for the program to ask for an event.</summary>
    public async Task Polled() =>
        await polls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Timeout);

    /// <summary>Puts an event in, and takes what was posted for it.</summary>
    public async Task<Post> Invoke(byte[] payload, TimeSpan? time = null, bool chunked = false, string headers = "")
    {
        var id = Put(payload, time, chunked, headers);
        var post = await Take();
        Assert.Contains(id, post.Path, StringComparison.Ordinal);
        return post;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

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

    private async Task AnswerAsync(Exchange exchange)
    {
        var post = new Post(exchange.Head, await exchange.ReadBody());
        if (exchange.Target == "/2018-06-01/runtime/invocation/next")
        {
            polls.Writer.TryWrite(0);
            await exchange.Write(await events.Reader.ReadAsync(exchange.Stopping));
            return;
        }

        var status = reactions.TryDequeue(out var planned) ? planned : 202;
        if (status == 0)
            exchange.Reset();
        else
            await exchange.Answer(status, "{\"status\":\"OK\"}\n"u8.ToArray());
        posts.Writer.TryWrite(post);
    }
}

/// <summary>What the program sent to the Runtime API.</summary>
internal sealed record Post(string Head, byte[] Body)
{
    public string Path => Head.Split(' ')[1];

    public bool IsResponse => Is("response");

    /// <summary>The response to an event with an envelope.</summary>
    public Answer Answer
    {
        get
        {
            Assert.True(IsResponse, $"{Path}: {Encoding.UTF8.GetString(Body)}");
            return Answer.Read(Body);
        }
    }

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Asserts that it is an error as Lambda wants it.</summary>
    public string ErrorMessage(string type)
    {
        Assert.True(Is("error"), Path);
        Assert.Equal(["errorType", "errorMessage", "stackTrace"], Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(type, Json.GetProperty("errorType").GetString());
        Assert.Contains($"\r\nLambda-Runtime-Function-Error-Type: Function.{type}\r\n", Head, StringComparison.Ordinal);
        Assert.Equal(0, Json.GetProperty("stackTrace").GetArrayLength());
        var message = Json.GetProperty("errorMessage").GetString()!;
        Assert.Matches(@"^\S.{10,}\.$", message.ReplaceLineEndings(" "));
        return message;
    }

    private bool Is(string kind) =>
        Head.StartsWith("POST ", StringComparison.Ordinal) && Path.EndsWith($"/{kind}", StringComparison.Ordinal);
}
