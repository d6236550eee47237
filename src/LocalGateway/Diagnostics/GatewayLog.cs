using Microsoft.Extensions.Logging;

namespace ClothesClassification.LocalGateway.Diagnostics;

/// <summary>The gateway's log messages. None contains a key or a body.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "{Method} {Path} {Status} in {Milliseconds:F1} ms (function {FunctionMilliseconds:F1} ms, init {InitMilliseconds:F0} ms)"
    )]
    public static partial void Answered(
        ILogger logger,
        string method,
        string path,
        int status,
        double milliseconds,
        double functionMilliseconds,
        double initMilliseconds
    );

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} {Status} by the gateway: {Reason}")]
    public static partial void Refused(ILogger logger, string method, string path, int status, string reason);

    [LoggerMessage(3, LogLevel.Information, "[{ProcessId}] {Line}")]
    public static partial void FunctionLine(ILogger logger, int processId, string line);

    [LoggerMessage(4, LogLevel.Information, "Function process {ProcessId} is ready after {Milliseconds:F0} ms.")]
    public static partial void ProcessReady(ILogger logger, int processId, double milliseconds);

    [LoggerMessage(5, LogLevel.Error, "Function process {ProcessId} did not start: {Reason}")]
    public static partial void ProcessNotReady(ILogger logger, int processId, string reason);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Function process {ProcessId} ended: {Reason}. The next request starts another."
    )]
    public static partial void ProcessEnded(ILogger logger, int processId, string reason);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "A request for the host '{Host}' was refused: only this machine's own names and addresses are served, so that no web page can reach the gateway by a name of its own."
    )]
    public static partial void HostRefused(ILogger logger, string host);

    [LoggerMessage(8, LogLevel.Information, "invoke {Function} {Outcome} in {Milliseconds:F1} ms")]
    public static partial void Invoked(ILogger logger, string function, string outcome, double milliseconds);
}
