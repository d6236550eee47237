using ClothesClassification.LambdaHost.Batches;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Fetching;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost;

/// <summary>Puts the parts of the host together, for both runtimes.</summary>
internal sealed class HostServices : IDisposable
{
    private readonly PhotoFetcher fetcher;
    private readonly Lazy<ObjectStore> store;

    /// <param name="settings">What the owner of the function has set.</param>
    /// <param name="log">Where requests and errors are logged.</param>
    /// <param name="fetcher">Fetches photos, and is disposed of with this; null for one as the settings say.</param>
    /// <param name="store">Has the photos and answers of batches, and is disposed of with this; null for S3, made with the first batch.</param>
    public HostServices(HostSettings settings, JsonLog log, PhotoFetcher? fetcher = null, ObjectStore? store = null)
    {
        var limits = settings.Classifier.Limits;
        this.store = new Lazy<ObjectStore>(() => store ?? ObjectStore.Connect(settings.S3Endpoint, limits.MaxBytes));
        Model = new ModelHost(settings.Classifier);
        this.fetcher = fetcher ??= new PhotoFetcher(settings.Fetch);
        var photos = new PhotoClassifier(Model, fetcher);
        var cors = new Cors(settings.CorsOrigins);
        Routes = CreateRoutes(settings, photos);
        var exceptions = new ExceptionMapper(log);
        var batches = new BatchRunner(this.store, Model, photos, settings.Classifier.MaxConcurrency);
        Function = new PredictFunction(
            new ApiHandler(new Router(Routes, cors), cors, exceptions),
            new DirectHandler(settings.MaxPhotos, photos, exceptions),
            new BatchHandler(batches, exceptions),
            new ArrivalHandler(batches, settings.BatchOutput, exceptions),
            new RequestLog(log, settings),
            log.Time
        );
    }

    public ModelHost Model { get; }

    public IReadOnlyList<Route> Routes { get; }

    public PredictFunction Function { get; }

    public void Dispose()
    {
        Model.Dispose();
        fetcher.Dispose();
        if (store.IsValueCreated)
            store.Value.Dispose();
    }

    private Route[] CreateRoutes(HostSettings settings, PhotoClassifier photos)
    {
        var predict = new PredictEndpoint(settings, Model, photos);
        var info = new InfoEndpoints(settings, Model);
        return
        [
            new Route("POST", "/predict", predict.AnswerAsync),
            new Route("GET", "/health", _ => ValueTask.FromResult(info.Health())),
            new Route("GET", "/model", _ => ValueTask.FromResult(info.Model())),
            new Route("GET", "/openapi.json", _ => ValueTask.FromResult(InfoEndpoints.OpenApi())),
        ];
    }
}
