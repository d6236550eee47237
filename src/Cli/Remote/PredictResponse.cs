using System.Net;

namespace ClothesClassification.Cli.Remote;

/// <summary>One response, read whole.</summary>
internal sealed record PredictResponse(
    HttpStatusCode Status,
    string? ContentType,
    byte[] Body,
    TimeSpan Latency,
    TimeSpan? RetryAfter,
    Uri? Location,
    string? ServerTiming
)
{
    public static async Task<PredictResponse> ReadAsync(
        HttpResponseMessage response,
        Func<TimeSpan> elapsed,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var latency = elapsed();
        return new PredictResponse(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            body,
            latency,
            Wait(response),
            response.Headers.Location,
            response.Headers.TryGetValues("Server-Timing", out var timing) ? string.Join(", ", timing) : null
        );
    }

    private static TimeSpan? Wait(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        // A date counts from the server's own clock, where it gives one.
        var wait = header?.Delta ?? (header?.Date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()));
        return wait is null || wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
