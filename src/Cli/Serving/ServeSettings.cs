using System.Net;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.Cli.Serving;

/// <summary>What the options of <c>clothes serve</c> say; the help describes them.</summary>
internal sealed record ServeSettings
{
    public required int Port { get; init; }

    public required IPAddress Address { get; init; }

    public string? ApiKey { get; init; }

    public required int Concurrency { get; init; }

    public required int Warm { get; init; }

    public string? Bootstrap { get; init; }

    public required ApiDescription Api { get; init; }

    public string? Samples { get; init; }

    public bool AllowLoopbackUrls { get; init; }
}
