using Amazon.Lambda.Core;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost;

/// <summary>
/// The handler for Lambda's managed runtime <c>dotnet10</c>:
/// <c>bootstrap::ClothesClassification.LambdaHost.PredictHandler::HandleAsync</c>. It takes and gives streams, so no
/// serializer is needed.
/// </summary>
public sealed class PredictHandler : IDisposable
{
    // The runtime makes the handler within init; a SnapStart snapshot is taken after that, and may take minutes.
    private static readonly TimeSpan MaxInitTime = TimeSpan.FromSeconds(8);
    private readonly HostServices services;

    /// <summary>Loads the model and warms up; with SnapStart, all of it lies in the snapshot.</summary>
    /// <exception cref="SettingException">An environment variable has a value that cannot be used.</exception>
    /// <exception cref="Inference.Models.ModelException">The model cannot be loaded.</exception>
    public PredictHandler()
    {
        var settings = SettingsReader.Read(Environment.GetEnvironmentVariable);
        services = new HostServices(
            settings,
            new JsonLog(Console.OpenStandardOutput(), settings.LogLevel, TimeProvider.System)
        );
        WarmUp.Run(services, MaxInitTime);
        SnapshotRestore.RegisterBeforeSnapshot(() =>
        {
            WarmUp.Run(services, Timeout.InfiniteTimeSpan);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Answers one event.</summary>
    /// <param name="input">The event: JSON in UTF-8.</param>
    /// <param name="context">What Lambda says about the invocation.</param>
    /// <returns>The answer: JSON in UTF-8.</returns>
    /// <exception cref="FunctionFailedException">The invocation failed; Lambda shows type and message.</exception>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        using var payload = new MemoryStream();
        await input.CopyToAsync(payload).ConfigureAwait(false);
        var invocation = new InvocationContext(
            context.AwsRequestId,
            TimeProvider.System.GetUtcNow() + context.RemainingTime,
            Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")
        );
        var outcome = await services
            .Function.InvokeAsync(payload.GetBuffer().AsMemory(0, (int)payload.Length), invocation)
            .ConfigureAwait(false);
        return outcome.Error is { } error
            ? throw new FunctionFailedException(error.ErrorType, error.ErrorMessage)
            : new MemoryStream(outcome.Payload.ToArray(), writable: false);
    }

    /// <summary>Frees the model's memory.</summary>
    public void Dispose() => services.Dispose();
}
