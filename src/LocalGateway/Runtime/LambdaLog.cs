using System.Globalization;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>Lines of an invocation's log as Lambda frames them.</summary>
internal static class LambdaLog
{
    public static IReadOnlyList<string> Write(
        FunctionSettings settings,
        InvocationRequest request,
        InvocationResult result,
        IReadOnlyList<string> lines,
        int? peakMemory
    )
    {
        var culture = CultureInfo.InvariantCulture;
        var duration = result.Duration.TotalMilliseconds;
        var report = string.Create(
            culture,
            $"REPORT RequestId: {request.RequestId}\tDuration: {duration:F2} ms\tBilled Duration: {Math.Ceiling(duration + result.InitDuration.TotalMilliseconds):F0} ms\tMemory Size: {settings.Function.MemorySize} MB"
        );
        if (peakMemory is { } megabytes)
            report += string.Create(culture, $"\tMax Memory Used: {megabytes} MB");
        if (result.InitDuration > TimeSpan.Zero)
            report += string.Create(culture, $"\tInit Duration: {result.InitDuration.TotalMilliseconds:F2} ms");
        List<string> log =
        [
            $"START RequestId: {request.RequestId} Version: {settings.Function.Version}",
            .. lines,
            $"END RequestId: {request.RequestId}",
            report,
        ];
        if (result.Outcome.Fault is { Kind: not FaultKind.FunctionError } fault)
            log.Add(fault.Message);
        return log;
    }
}
