using System.Text.Json;

namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>
/// The Lambda Runtime API: <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>.
/// </summary>
internal sealed class RuntimeClient : IDisposable
{
    /// <summary>Longest event that is read: three times what Lambda passes on.</summary>
    public const int MaxEventBytes = 18 << 20;

    private const string Root = "/2018-06-01/runtime/";
    private const string Json = "Content-Type: application/json\r\n";
    private readonly HttpConnection connection;

    /// <param name="endpoint">Host and port, as AWS_LAMBDA_RUNTIME_API says.</param>
    public RuntimeClient(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        connection =
            colon > 0 && int.TryParse(endpoint.AsSpan(colon + 1), out var port)
                ? new HttpConnection(endpoint[..colon], port)
                : new HttpConnection(endpoint, 80);
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="giveUp">Looked at while waiting: true ends it.</param>
    /// <param name="payload">The event: valid until the next call of any member.</param>
    /// <exception cref="IOException">The API cannot be reached, or answers otherwise than documented.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="giveUp"/> said so.</exception>
    public InvocationContext Next(Func<bool> giveUp, out Memory<byte> payload)
    {
        var head = connection.Send("GET", Root + "invocation/next", "", default, giveUp);
        payload = connection.Body;
        if (head.Status != 200 || head.Text("Lambda-Runtime-Aws-Request-Id"u8) is not { } id)
            throw new IOException($"The Runtime API answered {head.Status} without an event.");
        return new InvocationContext(id, ReadDeadline(head), head.Text("Lambda-Runtime-Trace-Id"u8));
    }

    /// <summary>Gives the function's answer.</summary>
    /// <returns>Status of the API: 202 where it was taken.</returns>
    /// <exception cref="IOException">The API cannot be reached.</exception>
    public int Respond(string requestId, ReadOnlyMemory<byte> answer) =>
        connection.Send("POST", $"{Root}invocation/{requestId}/response", Json, answer).Status;

    /// <summary>Says that the invocation failed.</summary>
    /// <inheritdoc cref="Respond"/>
    public int Fail(string requestId, FunctionError error) => Post($"{Root}invocation/{requestId}/error", error);

    /// <summary>Says that the function cannot start.</summary>
    /// <inheritdoc cref="Respond"/>
    public int FailInit(FunctionError error) => Post(Root + "init/error", error);

    public void Dispose() => connection.Dispose();

    // Emulators may leave it out, or say that there is none with a date far away: then nothing has to be cut short.
    private static DateTimeOffset ReadDeadline(HttpHead head) =>
        head.Number("Lambda-Runtime-Deadline-Ms"u8) is { } deadline
        && deadline >= 0
        && deadline < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(deadline)
            : DateTimeOffset.MaxValue;

    private int Post(string path, FunctionError error) =>
        connection
            .Send(
                "POST",
                path,
                $"{Json}Lambda-Runtime-Function-Error-Type: Function.{error.ErrorType}\r\n",
                JsonSerializer.SerializeToUtf8Bytes(error, FunctionErrorContext.Default.FunctionError)
            )
            .Status;
}
