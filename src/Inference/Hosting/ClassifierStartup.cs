using Microsoft.Extensions.Hosting;

namespace ClothesClassification.Inference.Hosting;

/// <summary>Loads a classifier while the host starts: a model that cannot be used ends the start, and no request waits for it.</summary>
internal sealed class ClassifierStartup(Func<HostedClassifier> load) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(load, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
