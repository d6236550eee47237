using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>A request to the API, wherever it came from.</summary>
internal sealed class ApiRequest
{
    public required string Method { get; init; }

    /// <summary>Path with the stage, as sent, without query string.</summary>
    public required string Path { get; init; }

    /// <summary>What follows the question mark, as sent.</summary>
    public string Query { get; init; } = "";

    public required IHeaderDictionary Headers { get; init; }

    public required string SourceIp { get; init; }

    public string Protocol { get; init; } = "HTTP/1.1";

    /// <summary>Port that the request came in on.</summary>
    public int Port { get; init; }

    /// <summary>Length of the body in bytes; null where it is not known before it is read.</summary>
    public required long? BodyLength { get; init; }

    /// <summary>Reads the body; null where it is longer than the given number of bytes.</summary>
    public required Func<int, CancellationToken, ValueTask<byte[]?>> ReadBody { get; init; }

    /// <summary>Whether the function's log lines are wanted.</summary>
    public bool WantsLog { get; init; }

    /// <summary>The path without the stage; null where it does not begin with it.</summary>
    public string? PathIn(string stage)
    {
        if (!Path.StartsWith($"/{stage}", StringComparison.Ordinal))
            return null;
        var path = Path[(stage.Length + 1)..];
        return path is "" ? "/"
            : path[0] == '/' ? path
            : null;
    }

    /// <summary>The last value of a header; null where there is none.</summary>
    public string? Header(string name) => Headers[name].LastOrDefault();
}
