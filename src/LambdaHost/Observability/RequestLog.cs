using System.Text.Json;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Observability;

/// <summary>
/// Writes one line a request, which CloudWatch also reads as metrics: Embedded Metric Format,
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"/>.
/// </summary>
internal sealed class RequestLog(JsonLog log, HostSettings settings)
{
    private static readonly string[] Durations =
    [
        "FetchDuration",
        "DecodeDuration",
        "ResizeDuration",
        "ModelDuration",
        "TotalDuration",
    ];

    public void Write(string requestId, bool coldStart, RequestSummary summary, TimeSpan total)
    {
        var level = summary.Status >= 500 ? LogLevel.Error : LogLevel.Info;
        log.WriteLine(json =>
        {
            // Metrics are wanted at every level; the rest of the line only where its level is.
            if (log.IsEnabled(level))
                WriteRequest(json, level, requestId, coldStart, summary);
            WriteMetrics(json, coldStart, summary, total);
        });
    }

    private void WriteRequest(
        Utf8JsonWriter json,
        LogLevel level,
        string requestId,
        bool coldStart,
        RequestSummary summary
    )
    {
        var photos = summary.Photos;
        log.WriteHead(json, level, "request", requestId);
        Text(json, "apiRequestId"u8, summary.ApiRequestId);
        Text(json, "route"u8, summary.Route);
        json.WriteNumber("status"u8, summary.Status);
        Text(json, "input"u8, photos.Input);
        json.WriteNumber("photos"u8, photos.Count);
        json.WriteNumber("photoBytes"u8, photos.Bytes);
        Text(json, "label"u8, photos.Label);
        Text(json, "errorDetail"u8, photos.ErrorDetail);
        json.WriteBoolean("coldStart"u8, coldStart);
    }

    private void WriteMetrics(Utf8JsonWriter json, bool coldStart, RequestSummary summary, TimeSpan total)
    {
        json.WriteStartObject("_aws"u8);
        json.WriteNumber("Timestamp"u8, log.Time.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics"u8);
        // The durations of warm-ups would pull down the percentiles of real requests.
        WriteDirective(json, ["FunctionName"], summary.IsWarmUp ? [] : Durations, "Milliseconds", "ColdStarts");
        if (summary.IsWarmUp)
            WriteDirective(json, ["FunctionName"], [], "Milliseconds", "WarmUps");
        if (summary.ErrorCode is not null)
            WriteDirective(json, ["FunctionName", "ErrorType"], [], "Milliseconds", "Errors");
        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteString("FunctionName"u8, settings.FunctionName);
        var stages = summary.Photos.Stages;
        json.WriteNumber("FetchDuration"u8, Round(stages.Fetch));
        json.WriteNumber("DecodeDuration"u8, Round(stages.Decode));
        json.WriteNumber("ResizeDuration"u8, Round(stages.Resize));
        json.WriteNumber("ModelDuration"u8, Round(stages.Model));
        json.WriteNumber("TotalDuration"u8, Round(total));
        json.WriteNumber("ColdStarts"u8, coldStart ? 1 : 0);
        if (summary.IsWarmUp)
            json.WriteNumber("WarmUps"u8, 1);
        if (summary.ErrorCode is null)
            return;
        json.WriteString("ErrorType"u8, summary.ErrorCode);
        json.WriteNumber("Errors"u8, 1);
    }

    private void WriteDirective(
        Utf8JsonWriter json,
        ReadOnlySpan<string> dimensions,
        ReadOnlySpan<string> metrics,
        string unit,
        string count
    )
    {
        json.WriteStartObject();
        json.WriteString("Namespace"u8, settings.MetricsNamespace);
        json.WriteStartArray("Dimensions"u8);
        json.WriteStartArray();
        foreach (var dimension in dimensions)
            json.WriteStringValue(dimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics"u8);
        foreach (var metric in metrics)
            WriteMetric(json, metric, unit);
        WriteMetric(json, count, "Count");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, string name, string unit)
    {
        json.WriteStartObject();
        json.WriteString("Name"u8, name);
        json.WriteString("Unit"u8, unit);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static double Round(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
