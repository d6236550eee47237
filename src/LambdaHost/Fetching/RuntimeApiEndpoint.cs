using System.Globalization;
using System.Net;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Where the Lambda Runtime API listens: host and port of AWS_LAMBDA_RUNTIME_API.</summary>
internal sealed record RuntimeApiEndpoint(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; null where the text is not of that form.</summary>
    public static RuntimeApiEndpoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return
            colon > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? new RuntimeApiEndpoint(text[..colon].Trim('[', ']'), port)
            : null;
    }

    /// <summary>
    /// Whether a connection would reach the Runtime API. Every loopback address counts as its host: a server that
    /// listens on all interfaces is reached by each of them.
    /// </summary>
    public bool IsAt(string host, IPAddress address, int port) =>
        port == Port
        && (
            IPAddress.IsLoopback(address)
            || host.Equals(Host, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(Host, out var own) && own.Equals(address))
        );
}
