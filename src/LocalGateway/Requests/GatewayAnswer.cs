using ClothesClassification.LocalGateway.Errors;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>What goes back to the caller, and for the log and the page how it came about.</summary>
internal sealed class GatewayAnswer
{
    public required int Status { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>Set where the gateway answered by itself.</summary>
    public GatewayError? Error { get; init; }

    public bool HasHeader(string name) => Headers.Exists(h => Same(h.Name, name));

    public void SetHeader(string name, string value)
    {
        Headers.RemoveAll(h => Same(h.Name, name));
        Headers.Add((name, value));
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
