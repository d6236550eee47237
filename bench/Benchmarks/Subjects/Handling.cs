using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost;
using ClothesClassification.LambdaHost.Fetching;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From an event to the answer that goes back to API Gateway: the whole function but for the Runtime API.</summary>
internal static class Handling
{
    public static Subject Photo(string photo) => Create(Events.Photo(PhotoSet.Get(photo)));

    public static Subject Batch(string photo, int photos) => Create(Events.Batch(PhotoSet.Get(photo), photos));

    /// <summary>The photo comes from a web server on this machine, over a connection that is kept.</summary>
    public static Subject Url(string photo)
    {
        var server = new PhotoServer(PhotoSet.Get(photo));
        return Create(Events.Url(server.Address), server);
    }

    private static Subject Create(byte[] @event, PhotoServer? server = null)
    {
        var settings = new HostSettings
        {
            Classifier = new ImageClassifierOptions { ModelFolder = Repository.Model },
            Fetch = new FetchOptions { AllowLoopback = server is not null },
        };
        var services = new HostServices(settings, new JsonLog(Stream.Null, settings.LogLevel, TimeProvider.System));
        var payload = new byte[@event.Length];
        return new Subject(
            () =>
            {
                // The function decodes an event in place.
                @event.CopyTo(payload, 0);
                var invocation = new InvocationContext(
                    "bench",
                    TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1)
                );
                var outcome = services.Function.InvokeAsync(payload, invocation).AsTask().GetAwaiter().GetResult();
                if (!outcome.Payload.Span.StartsWith("{\"statusCode\":200"u8))
                    throw new InvalidOperationException("The handler did not answer.");
            },
            services,
            server
        );
    }
}
