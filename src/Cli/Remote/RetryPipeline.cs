using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClothesClassification.Cli.Remote;

/// <summary>
/// Sends a request again after 429, 500, 502, 503 and 504, a broken connection and a request without end: classifying
/// changes nothing, so asking twice is safe. Waits longer each time, with jitter, or as long as Retry-After
/// asks; gives up at once where that is longer than the time left.
/// </summary>
internal static class RetryPipeline
{
    private static readonly TimeSpan InitialDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(15);
    private static readonly ResiliencePropertyKey<long> Started = new("started");

    public static ResiliencePipeline<PredictResponse> Create(CallLimits limits)
    {
        var pipeline = new ResiliencePipelineBuilder<PredictResponse>().AddTimeout(limits.Total);
        if (limits.Retries > 0)
            pipeline.AddRetry(
                new RetryStrategyOptions<PredictResponse>
                {
                    MaxRetryAttempts = limits.Retries,
                    Delay = InitialDelay,
                    MaxDelay = MaxDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            IsTransient(arguments.Outcome) && Wait(arguments.Outcome) < Left(arguments.Context, limits)
                        ),
                    // Null leaves it to the backoff.
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(
                            Wait(arguments.Outcome) > TimeSpan.Zero ? Wait(arguments.Outcome) : (TimeSpan?)null
                        ),
                }
            );
        return pipeline.AddTimeout(CallLimits.Attempt).Build();
    }

    /// <summary>Runs <paramref name="attempt"/> until it succeeds, fails for good, or the time is up.</summary>
    /// <exception cref="TimeoutRejectedException">No attempt ended in time.</exception>
    /// <exception cref="HttpRequestException">The last attempt got no response.</exception>
    public static async Task<PredictResponse> RunAsync(
        ResiliencePipeline<PredictResponse> pipeline,
        Func<CancellationToken, ValueTask<PredictResponse>> attempt,
        CancellationToken cancellationToken
    )
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(Started, TimeProvider.System.GetTimestamp());
            return await pipeline
                .ExecuteAsync(static (c, send) => send(c.CancellationToken), context, attempt)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsTransient(Outcome<PredictResponse> outcome) =>
        outcome switch
        {
            { Exception: HttpRequestException e } => e.HttpRequestError
                is not (HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.SecureConnectionError),
            { Exception: TimeoutRejectedException } => true,
            { Result.Status: HttpStatusCode.TooManyRequests } => CallFailures.Read(outcome.Result)?.Message
                != CallFailures.QuotaMessage,
            { Result.Status: var status } => status
                is HttpStatusCode.InternalServerError
                    or HttpStatusCode.BadGateway
                    or HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.GatewayTimeout,
            _ => false,
        };

    private static TimeSpan Wait(Outcome<PredictResponse> outcome) => outcome.Result?.RetryAfter ?? TimeSpan.Zero;

    private static TimeSpan Left(ResilienceContext context, CallLimits limits) =>
        limits.Total - TimeProvider.System.GetElapsedTime(context.Properties.GetValue(Started, 0));
}
