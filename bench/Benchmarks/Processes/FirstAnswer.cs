using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>
/// Starts a function on one processor against a Lambda Runtime API of one event, and takes the time to its answer. The
/// API is a plain socket on another processor, so that it costs the function nothing.
/// </summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static Start Measure(Candidate candidate, byte[] @event)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var info = new ProcessStartInfo("taskset", ["-c", "1", .. candidate.Command])
        {
            RedirectStandardOutput = true,
            // A client complains when the API is gone after the first answer.
            RedirectStandardError = true,
            WorkingDirectory = candidate.Folder ?? "",
        };
        info.Environment["AWS_LAMBDA_RUNTIME_API"] = listener.LocalEndpoint.ToString();
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        try
        {
            return Serve(listener, @event, clock);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    private static Start Serve(TcpListener listener, byte[] @event, long clock)
    {
        double? init = null;
        while (true)
        {
            using var timeout = new CancellationTokenSource(Timeout);
            using var socket = listener.AcceptSocketAsync(timeout.Token).AsTask().GetAwaiter().GetResult();
            socket.NoDelay = true;
            socket.ReceiveTimeout = (int)Timeout.TotalMilliseconds;
            // A client may open a connection for each request.
            while (ReadHead(socket) is { } head)
            {
                if (head.StartsWith("GET", StringComparison.Ordinal))
                {
                    init ??= Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
                    socket.Send([.. Head(@event.Length), .. @event]);
                    continue;
                }

                if (!head.Contains("/response ", StringComparison.Ordinal))
                    throw new InvalidOperationException($"The function did not answer: {head.Split('\r')[0]}");
                return new Start(init!.Value, Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }
        }
    }

    private static byte[] Head(int length) =>
        Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + "Lambda-Runtime-Aws-Request-Id: cold-start\r\n"
                + $"Lambda-Runtime-Deadline-Ms: {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 25_000}\r\n"
                + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:local:000000000000:function:cold-start\r\n"
                + "Lambda-Runtime-Trace-Id: Root=1-00000000-000000000000000000000000\r\n"
                + $"Content-Length: {length}\r\n\r\n"
        );

    // The head of a request; null where the client has closed the connection.
    private static string? ReadHead(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = socket.Receive(buffer);
            if (count == 0)
                return null;
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}

/// <summary>One start.</summary>
/// <param name="InitMs">From process start to the first request for an event, in milliseconds.</param>
/// <param name="AnswerMs">From process start to the first answer, in milliseconds.</param>
internal readonly record struct Start(double InitMs, double AnswerMs);
