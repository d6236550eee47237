using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClothesClassification.Inference;
using Polly;
using Polly.Timeout;

namespace ClothesClassification.Cli.Remote;

/// <summary>Asks an API about one photo, as often as <see cref="RetryPipeline"/> allows. Used by any number of calls at once.</summary>
internal sealed class PredictClient : IDisposable
{
    private const int MaxResponseBytes = 1 << 20;

    private readonly HttpClient http;
    private readonly Endpoint endpoint;
    private readonly Uri address;
    private readonly CallLimits limits;
    private readonly ResiliencePipeline<PredictResponse> pipeline;
    private readonly CallFailures errors;

    /// <param name="endpoint">The API.</param>
    /// <param name="limits">Of its calls.</param>
    /// <param name="options">What is asked of it.</param>
    /// <param name="connectTimeout">How long a connection may take, with TLS; null: 10 seconds.</param>
    public PredictClient(Endpoint endpoint, CallLimits limits, ClassifyOptions options, TimeSpan? connectTimeout = null)
    {
        this.endpoint = endpoint;
        this.limits = limits;
        address = new UriBuilder(endpoint.Address) { Query = Query(options) }.Uri;
        pipeline = RetryPipeline.Create(limits);
        errors = new CallFailures(endpoint);
        // Redirects are refused because .NET would send x-api-key on to whatever host they name.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !endpoint.Address.IsLoopback,
            ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(10),
            MaxConnectionsPerServer = limits.Concurrency,
        };
        http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
    }

    public void Dispose() => http.Dispose();

    /// <exception cref="OperationCanceledException">The run was interrupted.</exception>
    public async Task<CallResult> CallAsync(RequestBody body, CancellationToken cancellationToken)
    {
        var attempts = 0;
        CallFailure? last = null;
        try
        {
            var reply = await RetryPipeline
                .RunAsync(
                    pipeline,
                    async token =>
                    {
                        attempts++;
                        var answered = await SendAsync(body, token).ConfigureAwait(false);
                        if (answered.Status != HttpStatusCode.OK)
                            last = errors.Describe(answered);
                        return answered;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (reply.Status != HttpStatusCode.OK)
                return new CallResult(null, reply, attempts, WithWait(errors.Describe(reply), reply));
            return Read(reply) is { } answer
                ? new CallResult(answer, reply, attempts, null)
                : new CallResult(null, reply, attempts, errors.NoAnswer(reply));
        }
        catch (HttpRequestException e)
        {
            return new CallResult(null, null, attempts, errors.Describe(e));
        }
        catch (TimeoutRejectedException)
        {
            return new CallResult(null, null, attempts, TimedOut(attempts, last));
        }
    }

    private async Task<PredictResponse> SendAsync(RequestBody body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body.Content() };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/problem+json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("clothes", Version));
        if (endpoint.Key is not null)
            request.Headers.TryAddWithoutValidation("x-api-key", endpoint.Key);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return await PredictResponse
                .ReadAsync(response, () => Stopwatch.GetElapsedTime(started), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // ConnectTimeout, which is not Ctrl-C.
            throw new HttpRequestException(HttpRequestError.ConnectionError, "no connection in time", e);
        }
    }

    private static ApiAnswer? Read(PredictResponse reply)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(reply.Body, ApiJsonContext.Default.ApiAnswer);
            return
                answer is { Label: not null, Predictions: not null } && answer.Predictions.All(p => p.Label is not null)
                ? answer
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private CallFailure WithWait(CallFailure failure, PredictResponse reply) =>
        reply.RetryAfter is { } wait && wait >= limits.Total
            ? failure with
            {
                Sentence = $"{failure.Sentence} It asks to wait {wait.TotalSeconds:F0} s, longer than --timeout.",
            }
            : failure;

    private CallFailure TimedOut(int attempts, CallFailure? last) =>
        new(
            FaultScope.Service,
            $"No answer within {Math.Min(limits.Total.TotalSeconds, attempts * CallLimits.Attempt.TotalSeconds):F0} s ({attempts} {(attempts == 1 ? "attempt" : "attempts")}{(last is { } l ? $"; {l.Sentence.TrimEnd('.')}" : "")})."
        );

    private static string Query(ClassifyOptions options)
    {
        List<string> parts = [];
        if (options.Top is { } top)
            parts.Add($"top={top.ToString(CultureInfo.InvariantCulture)}");
        if (options.MinimumScore is { } minimum)
            parts.Add($"min_score={minimum.ToString(CultureInfo.InvariantCulture)}");
        return string.Join('&', parts);
    }

    private static string Version => typeof(PredictClient).Assembly.GetName().Version!.ToString(3);
}

/// <param name="Answer">Null where the call failed.</param>
/// <param name="Reply">The last response; null where there was none.</param>
/// <param name="Attempts">Requests sent.</param>
/// <param name="Failure">Null where the call succeeded.</param>
internal sealed record CallResult(ApiAnswer? Answer, PredictResponse? Reply, int Attempts, CallFailure? Failure);
