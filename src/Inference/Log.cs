using Microsoft.Extensions.Logging;

namespace ClothesClassification.Inference;

/// <summary>What the library says of its work. No message holds anything of a photo but its size.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Model {Name} {Version} ({Precision}) loaded and run once in {Milliseconds:F0} ms."
    )]
    public static partial void ModelLoaded(
        ILogger logger,
        string name,
        string version,
        string precision,
        double milliseconds
    );

    [LoggerMessage(2, LogLevel.Debug, "A photo of {Bytes} bytes was refused: {Code}.")]
    public static partial void PhotoRefused(ILogger logger, string code, long bytes);
}
