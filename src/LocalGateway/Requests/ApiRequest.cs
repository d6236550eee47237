namespace ClothesClassification.LocalGateway.Requests;

/// <summary>A request to the API, wherever it came from.</summary>
internal sealed class ApiRequest
{
    public required string Method { get; init; }

    /// <summary>Path with the stage, as sent, without query string.</summary>
    public required string Path { get; init; }

    /// <summary>What follows the question mark, as sent.</summary>
    public string Query { get; init; } = "";

    /// <summary>Headers as sent, a name as often as it was sent.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public required string SourceIp { get; init; }

    public string Protocol { get; init; } = "HTTP/1.1";

    /// <summary>Port that the request came in on.</summary>
    public int Port { get; init; }

    /// <summary>Gives the body; null: it has more bytes than that.</summary>
    public required Func<int, CancellationToken, ValueTask<byte[]?>> ReadBody { get; init; }

    /// <summary>Whether the function's log lines are wanted.</summary>
    public bool WantsLog { get; init; }

    public string? Header(string name)
    {
        string? last = null;
        foreach (var (candidate, value) in Headers)
        {
            if (candidate.Equals(name, StringComparison.OrdinalIgnoreCase))
                last = value;
        }

        return last;
    }
}
