namespace ClothesClassification.EndToEnd.Serving;

/// <summary><c>clothes serve</c> with the published function behind it: real processes, real HTTP.</summary>
public sealed class ServedApi : IAsyncLifetime
{
    private ServeProcess? serve;
    private string[] options = ["--samples", SharedData.SamplePhotos, "--allow-loopback-urls"];

    /// <summary>Address of the stage, such as http://127.0.0.1:8080/test.</summary>
    public string Stage => Serve.Stage;

    /// <summary>Address of the gateway, without a slash at its end.</summary>
    public string Origin => Stage[..Stage.LastIndexOf('/')];

    public string Key => Serve.Key;

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    internal ServeProcess Serve
    {
        get
        {
            PublishedFunction.Require();
            return serve!;
        }
    }

    /// <summary>Another API than the project's own, by options of <c>clothes serve</c>.</summary>
    public static async Task<ServedApi> StartAsync(params string[] options)
    {
        var api = new ServedApi { options = options };
        await api.InitializeAsync();
        return api;
    }

    public async ValueTask InitializeAsync()
    {
        // Each test says itself that it cannot run: a fixture cannot skip.
        if (!PublishedFunction.Exists)
            return;
        serve = await ServeProcess.StartAsync(options, SharedData.RepositoryRoot);
        Http.DefaultRequestHeaders.Add("x-api-key", Key);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (serve is not null)
            await serve.DisposeAsync();
    }
}
