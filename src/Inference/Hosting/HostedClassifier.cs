using ClothesClassification.Inference.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClothesClassification.Inference.Hosting;

/// <summary>
/// A classifier that a container made, with what its folder held then. The container disposes of this, so that a classifier that
/// nobody has asked for goes, too.
/// </summary>
internal sealed record HostedClassifier(ImageClassifier Classifier, LoadedFolder Folder) : IDisposable
{
    public static HostedClassifier Create(IServiceProvider services, string optionsName)
    {
        var options = services.GetRequiredService<IOptionsMonitor<ImageClassifierOptions>>().Get(optionsName);
        var model = ImageModel.Load(options.ModelFolder, options.Precision);
        var folder = new LoadedFolder(model);
        var logger = services.GetService<ILogger<ImageClassifier>>();
        return new HostedClassifier(
            new ImageClassifier(model, options, logger)
            {
                Telemetry = services.GetRequiredService<ClassifierTelemetry>(),
            },
            folder
        );
    }

    public void Dispose() => Classifier.Dispose();
}
