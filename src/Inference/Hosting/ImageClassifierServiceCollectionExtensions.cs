using ClothesClassification.Inference;
using ClothesClassification.Inference.Hosting;
using ClothesClassification.Inference.Models;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

// Where every host looks for Add methods.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers image classifiers with a host.</summary>
public static class ImageClassifierServiceCollectionExtensions
{
    /// <summary>
    /// Registers a classifier as <see cref="IImageClassifier"/> and <see cref="ImageClassifier"/>, one for the whole
    /// container, which disposes of it.
    /// </summary>
    /// <remarks>
    /// The host checks the options and loads the model before it starts: a wrong option is an
    /// <see cref="OptionsValidationException"/>, a model that cannot be used a <see cref="ModelException"/>. The model stays
    /// the one that was loaded, whatever happens to its folder; <see cref="ImageClassifierHealthCheck"/> tells when it differs.
    /// Measurements and traces go to the names of <see cref="ImageClassifierTelemetry"/>.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null where the returned builder binds them.</param>
    /// <exception cref="InvalidOperationException">There is one already: further ones need a key.</exception>
    public static OptionsBuilder<ImageClassifierOptions> AddImageClassifier(
        this IServiceCollection services,
        Action<ImageClassifierOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add(services, key: null, configure);
    }

    /// <summary>As <see cref="AddImageClassifier"/>, under a key, so that a host can have several models.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is the name of the options too.</param>
    /// <param name="configure">Sets the options; null where the returned builder binds them.</param>
    /// <exception cref="InvalidOperationException">There is one with this key already.</exception>
    public static OptionsBuilder<ImageClassifierOptions> AddKeyedImageClassifier(
        this IServiceCollection services,
        string key,
        Action<ImageClassifierOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Add(services, key, configure);
    }

    // A key of null is none.
    private static OptionsBuilder<ImageClassifierOptions> Add(
        IServiceCollection services,
        string? key,
        Action<ImageClassifierOptions>? configure
    )
    {
        RefuseSecond(services, key);
        var name = key ?? Options.Options.DefaultName;
        services.TryAddSingleton<ClassifierTelemetry>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ImageClassifierOptions>, ImageClassifierOptionsValidator>()
        );
        services.AddKeyedSingleton(key, (provider, _) => HostedClassifier.Create(provider, name));
        services.AddKeyedSingleton(key, (provider, _) => Of(provider).Classifier);
        services.AddKeyedSingleton<IImageClassifier>(key, (provider, _) => Of(provider).Classifier);
        services.AddSingleton<IHostedService>(provider => new ClassifierStartup(() => Of(provider)));
        var builder = services.AddOptions<ImageClassifierOptions>(name).ValidateOnStart();
        return configure is null ? builder : builder.Configure(configure);

        HostedClassifier Of(IServiceProvider provider) => provider.GetRequiredKeyedService<HostedClassifier>(key);
    }

    private static void RefuseSecond(IServiceCollection services, string? key)
    {
        if (services.Any(s => s.ServiceType == typeof(ImageClassifier) && Equals(s.ServiceKey, key)))
            throw new InvalidOperationException(
                key is null
                    ? "There is an image classifier already: register further ones by AddKeyedImageClassifier."
                    : $"There is an image classifier '{key}' already: give this one another key."
            );
    }
}
