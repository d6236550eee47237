using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using ClothesClassification.Cli.Options;
using Polly;
using Polly.Retry;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>
/// The few calls of Step Functions' JSON API that a batch needs, signed by AWS' SDK:
/// <see href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html"/>.
/// </summary>
internal sealed class StatesClient : IDisposable
{
    private const int Retries = 5;
    private readonly HttpClient http;
    private readonly StatesConfig config;
    private readonly ResiliencePipeline<Reply> retries;

    /// <param name="arn">Of the state machine or execution: its fourth word is the region.</param>
    /// <param name="timeout">How long a request may take; null: 30 seconds.</param>
    /// <param name="firstWait">How long to wait before it is sent again; null: 250 ms.</param>
    /// <exception cref="UsageException">It is no ARN of Step Functions.</exception>
    public StatesClient(string arn, TimeSpan? timeout = null, TimeSpan? firstWait = null)
    {
        var region = arn.Split(':') is ["arn", _, "states", { Length: > 0 } named, ..]
            ? named
            : throw new UsageException($"'{arn}' is no ARN of Step Functions; one begins with arn:aws:states:REGION:.");
        http = new HttpClient { Timeout = timeout ?? TimeSpan.FromSeconds(30) };
        config = AwsErrors.Named(arn, () => new StatesConfig(region));
        retries = new ResiliencePipelineBuilder<Reply>()
            .AddRetry(
                new RetryStrategyOptions<Reply>
                {
                    MaxRetryAttempts = Retries,
                    Delay = firstWait ?? TimeSpan.FromMilliseconds(250),
                    MaxDelay = TimeSpan.FromSeconds(10),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = new PredicateBuilder<Reply>()
                        .Handle<HttpRequestException>()
                        .HandleResult(r => r.IsTransient),
                }
            )
            .Build();
    }

    /// <summary>Starts an execution; the one of that name where it runs with the same input.</summary>
    public Task<StartedExecution> StartAsync(
        string stateMachine,
        string name,
        string input,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            stateMachine,
            "StartExecution",
            new JsonObject
            {
                ["stateMachineArn"] = stateMachine,
                ["name"] = name,
                ["input"] = input,
            },
            StatesJsonContext.Default.StartedExecution,
            cancellationToken
        );

    /// <summary>How an execution is.</summary>
    public Task<Execution> DescribeAsync(string execution, CancellationToken cancellationToken) =>
        CallAsync(
            execution,
            "DescribeExecution",
            new JsonObject { ["executionArn"] = execution },
            StatesJsonContext.Default.Execution,
            cancellationToken
        );

    /// <summary>How its map is; null before there is one.</summary>
    public async Task<MapRun?> DescribeMapAsync(string execution, CancellationToken cancellationToken)
    {
        var runs = await CallAsync(
                execution,
                "ListMapRuns",
                new JsonObject { ["executionArn"] = execution },
                StatesJsonContext.Default.MapRuns,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (runs.Runs is not [{ MapRunArn: { } map }, ..])
            return null;
        return await CallAsync(
                map,
                "DescribeMapRun",
                new JsonObject { ["mapRunArn"] = map },
                StatesJsonContext.Default.MapRun,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private Task<T> CallAsync<T>(
        string subject,
        string action,
        JsonObject body,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    ) =>
        AwsErrors.NamedAsync(
            subject,
            async () =>
            {
                var bytes = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body, StatesJsonContext.Default.JsonNode);
                var key = await Key().ConfigureAwait(false);
                var reply = await retries
                    .ExecuteAsync(
                        async token => await SendAsync(action, bytes, key, token).ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (reply.Status == HttpStatusCode.OK)
                    return JsonSerializer.Deserialize(reply.Body, type)!;
                throw new AwsException(AwsErrors.Sentence(subject, reply.Code, reply.Message));
            }
        );

    private async Task<ImmutableCredentials> Key()
    {
        var found = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(config).ConfigureAwait(false);
        return await found.GetCredentialsAsync().ConfigureAwait(false);
    }

    private async Task<Reply> SendAsync(
        string action,
        byte[] body,
        ImmutableCredentials key,
        CancellationToken cancellationToken
    )
    {
        const string MediaType = "application/x-amz-json-1.0";
        using var signed = new DefaultRequest(new Call(), config.RegionEndpointServiceName)
        {
            HttpMethod = "POST",
            Endpoint = config.Address,
            ResourcePath = "/",
            Content = body,
        };
        signed.Headers["Content-Type"] = MediaType;
        signed.Headers["X-Amz-Target"] = $"AWSStepFunctions.{action}";
        if (key.UseToken)
            signed.Headers["X-Amz-Security-Token"] = key.Token;
        var signature = new AWS4Signer().SignRequest(
            signed,
            config,
            new RequestMetrics(),
            key.AccessKey,
            key.SecretKey
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, config.Address);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        foreach (var (name, value) in signed.Headers.Where(h => h.Key is not ("Content-Type" or "Host" or "host")))
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return Reply.Of(response.StatusCode, answer);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // The timeout of the client, which is not Ctrl-C.
            throw new HttpRequestException("there was no answer in time.", e);
        }
    }

    private sealed class Call : AmazonWebServiceRequest;

    private sealed record Reply(HttpStatusCode Status, byte[] Body, string Code, string Message)
    {
        public bool IsTransient =>
            (int)Status >= 500
            || Status == HttpStatusCode.TooManyRequests
            || Code.Contains("Throttl", StringComparison.Ordinal);

        public static Reply Of(HttpStatusCode status, byte[] body)
        {
            if (status == HttpStatusCode.OK)
                return new Reply(status, body, "", "");
            try
            {
                var error = JsonSerializer.Deserialize(body, StatesJsonContext.Default.StatesError);
                return new Reply(status, body, error?.Code ?? "", error?.Words ?? "");
            }
            catch (JsonException)
            {
                return new Reply(status, body, $"status {(int)status}", "");
            }
        }
    }
}
