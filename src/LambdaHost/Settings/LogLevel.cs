namespace ClothesClassification.LambdaHost.Settings;

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

internal static class LogLevels
{
    /// <summary>What Lambda calls each level, in their order.</summary>
    public static readonly string[] Names = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
}
