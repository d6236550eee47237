using Microsoft.Extensions.Hosting;

namespace ClothesClassification.Inference.Hosting;

/// <summary>
/// Loads a classifier before any service of the host starts, whatever the order of their registration: a model that cannot be
/// used ends the start, and no request waits for it.
/// </summary>
internal sealed class ClassifierStartup(Func<HostedClassifier> load) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.Run(load, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
