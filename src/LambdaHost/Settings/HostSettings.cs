using ClothesClassification.Inference.Photos;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Settings;

/// <summary>What the owner of the function can set, with an environment variable each; docs/settings.md has the table.</summary>
internal sealed record HostSettings
{
    /// <summary>Folder of the model. CLOTHES_MODEL; default: <c>model</c> beside the program.</summary>
    public string Model { get; init; } = Path.Combine(AppContext.BaseDirectory, "model");

    /// <summary>Which of the model's files, such as int8. CLOTHES_PRECISION; default: the manifest's.</summary>
    public string? Precision { get; init; }

    /// <summary>Photos in one request, at most. CLOTHES_MAX_PHOTOS; 1 to 256.</summary>
    public int MaxPhotos { get; init; } = 16;

    /// <summary>What a photo may be. CLOTHES_MAX_PHOTO_BYTES, CLOTHES_MAX_PIXELS, CLOTHES_MAX_SIDE.</summary>
    public PhotoLimits Limits { get; init; } = new();

    /// <summary>Threads inside one operator of the model. CLOTHES_INTRA_OP_THREADS; 1 to 64.</summary>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Origins that a browser may call from; <c>*</c> for all; empty: no CORS. CLOTHES_CORS_ORIGINS.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>CloudWatch namespace of the metrics. CLOTHES_METRICS_NAMESPACE; 1 to 255 characters.</summary>
    public string MetricsNamespace { get; init; } = "ClothesClassification";

    /// <summary>The least level that is logged. AWS_LAMBDA_LOG_LEVEL: TRACE, DEBUG, INFO, WARN, ERROR or FATAL.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>Name of the function, as Lambda says. AWS_LAMBDA_FUNCTION_NAME.</summary>
    public string FunctionName { get; init; } = "clothes-classification";

    /// <summary>How photos are fetched. CLOTHES_FETCH and CLOTHES_FETCH_*.</summary>
    public FetchOptions Fetch { get; init; } = new();
}

/// <summary>Levels of AWS_LAMBDA_LOG_LEVEL.</summary>
internal enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
}
