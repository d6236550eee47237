using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClothesClassification.Inference.Hosting;

/// <summary>
/// Healthy where a classifier is loaded and its folder holds what was loaded; degraded where the folder holds something else,
/// which only a restart takes. Each check reads the folder's files to compare their hashes; nothing is classified. The data are the model's name, version, precision and SHA-256.
/// </summary>
/// <example>
/// <code>
/// services.AddHealthChecks().AddCheck&lt;ImageClassifierHealthCheck&gt;("model");
/// services.AddHealthChecks().AddTypeActivatedCheck&lt;ImageClassifierHealthCheck&gt;("shoes", "key of the classifier");
/// </code>
/// </example>
public sealed class ImageClassifierHealthCheck : IHealthCheck
{
    private readonly IServiceProvider services;
    private readonly string? key;

    /// <summary>Creates the check of a registered classifier.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">The key that the classifier was registered with; null where it has none.</param>
    public ImageClassifierHealthCheck(IServiceProvider services, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        this.services = services;
        this.key = key;
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var hosted = services.GetRequiredKeyedService<HostedClassifier>(key);
        var model = hosted.Classifier.Model;
        var data = new Dictionary<string, object>
        {
            ["model"] = model.Name,
            ["version"] = model.Version,
            ["precision"] = model.Precision,
            ["sha256"] = model.Sha256,
        };
        return await hosted.Folder.IsAsLoadedAsync(cancellationToken).ConfigureAwait(false)
            ? HealthCheckResult.Healthy($"Model {model.Name} {model.Version} ({model.Precision}) is loaded.", data)
            : HealthCheckResult.Degraded(
                $"The folder {model.Folder} no longer holds the model that is loaded; restart to load what it holds now.",
                data: data
            );
    }
}
