using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>What the program sent to the Runtime API.</summary>
internal sealed record Post(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsResponse => Method == "POST" && Path.EndsWith("/response", StringComparison.Ordinal);

    public bool IsError => Method == "POST" && Path.EndsWith("/error", StringComparison.Ordinal);

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
        Assert.True(IsError, Path);
        Assert.Equal(["errorType", "errorMessage", "stackTrace"], Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(type, Json.GetProperty("errorType").GetString());
        Assert.Equal($"Function.{type}", Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal(0, Json.GetProperty("stackTrace").GetArrayLength());
        var message = Json.GetProperty("errorMessage").GetString()!;
        Assert.Matches(@"^\S.{10,}\.$", message.ReplaceLineEndings(" "));
        return message;
    }
}

/// <summary>Reads HTTP/1.1 requests that have a Content-Length, as all of the host's have.</summary>
internal static class RequestReader
{
    /// <summary>The next request; null where the connection ends before one.</summary>
    public static async Task<Post?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..]
            .ToDictionary(
                line => line[..line.IndexOf(':', StringComparison.Ordinal)],
                line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(),
                StringComparer.OrdinalIgnoreCase
            );
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        var start = lines[0].Split(' ');
        return new Post(start[0], start[1], headers, body);
    }
}
