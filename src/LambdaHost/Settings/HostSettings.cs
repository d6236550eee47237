using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Settings;

/// <summary>
/// What the owner of the function can set: <see cref="SettingsReader"/> has the environment variable of each, and
/// docs/settings.md the table.
/// </summary>
internal sealed record HostSettings
{
    /// <summary>Which model classifies photos and how, and what a photo may be. Default: <c>model</c> beside the program.</summary>
    public ImageClassifierOptions Classifier { get; init; } =
        new() { ModelFolder = Path.Combine(AppContext.BaseDirectory, "model") };

    /// <summary>Photos in one request, at most.</summary>
    public int MaxPhotos { get; init; } = 16;

    /// <summary>Origins that a browser may call from; <c>*</c> for all; empty: no CORS.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>CloudWatch namespace of the metrics.</summary>
    public string MetricsNamespace { get; init; } = "ClothesClassification";

    /// <summary>The lowest level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>Name of the function, as Lambda gives it.</summary>
    public string FunctionName { get; init; } = "clothes-classification";

    /// <summary>Another server with S3's API, for batches; null for AWS.</summary>
    public string? S3Endpoint { get; init; }

    /// <summary>Where the answers for photos that arrive go; null: messages of a queue are not answered.</summary>
    public OutputPlace? BatchOutput { get; init; }

    /// <summary>How photos are fetched.</summary>
    public FetchOptions Fetch { get; init; } = new();
}
