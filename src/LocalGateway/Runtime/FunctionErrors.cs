using System.Globalization;
using System.Text.Json;
using ClothesClassification.LocalGateway.Http;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>Errors of an invocation that Lambda itself words.</summary>
internal static class FunctionErrors
{
    private const int SignalBase = 128;

    public static InvocationOutcome Exit(string requestId, int exitCode) =>
        Create(
            FaultKind.Exit,
            "Runtime.ExitError",
            $"RequestId: {requestId} Error: Runtime exited with error: {DescribeExit(exitCode)}"
        );

    public static InvocationOutcome Timeout(string requestId, TimeSpan timeout) =>
        Create(
            FaultKind.Timeout,
            "Sandbox.Timedout",
            string.Create(
                CultureInfo.InvariantCulture,
                $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"
            )
        );

    public static InvocationOutcome InitTimeout(string requestId, TimeSpan timeout) =>
        Create(
            FaultKind.Init,
            "Sandbox.Timedout",
            string.Create(
                CultureInfo.InvariantCulture,
                $"RequestId: {requestId} Error: The function did not ask for an event within {timeout.TotalSeconds:F2} seconds"
            )
        );

    public static InvocationOutcome InitExit(string requestId, int exitCode) =>
        Create(
            FaultKind.Init,
            "Runtime.ExitError",
            $"RequestId: {requestId} Error: Runtime exited before it asked for an event: {DescribeExit(exitCode)}"
        );

    public static InvocationOutcome NotStarted(string requestId, string reason) =>
        Create(
            FaultKind.Init,
            "Runtime.InvalidEntrypoint",
            $"RequestId: {requestId} Error: The function cannot be started: {reason}"
        );

    public static InvocationOutcome ResponseTooLarge() =>
        Create(
            FaultKind.ResponseTooLarge,
            "Function.ResponseSizeTooLarge",
            $"Response payload size exceeded maximum allowed payload size ({PayloadLimits.Invocation} bytes)."
        );

    /// <summary>An error that the function reported, as it reported it.</summary>
    public static InvocationOutcome Reported(FaultKind kind, ReadOnlyMemory<byte> json)
    {
        try
        {
            var error = JsonSerializer.Deserialize(json.Span, FunctionErrorJsonContext.Default.FunctionErrorDocument);
            return new(
                json,
                new InvocationFault(kind, error?.ErrorType ?? "", $"{error?.ErrorType}: {error?.ErrorMessage}")
            );
        }
        catch (JsonException)
        {
            return new(json, new InvocationFault(kind, "", "an error that is not JSON"));
        }
    }

    public static string DescribeExit(int exitCode) =>
        exitCode switch
        {
            SignalBase + 9 => "signal: killed",
            SignalBase + 15 => "signal: terminated",
            SignalBase + 11 => "signal: segmentation fault (core dumped)",
            SignalBase + 6 => "signal: aborted (core dumped)",
            _ => $"exit status {exitCode}",
        };

    private static InvocationOutcome Create(FaultKind kind, string type, string message) =>
        new(
            JsonSerializer.SerializeToUtf8Bytes(
                new FunctionErrorDocument(type, message),
                FunctionErrorJsonContext.Default.FunctionErrorDocument
            ),
            new InvocationFault(kind, type, $"{type}: {message}")
        );
}
