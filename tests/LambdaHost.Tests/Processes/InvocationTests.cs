using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>The real program answers what the Runtime API gives it.</summary>
public sealed class InvocationTests : IAsyncLifetime
{
    private readonly RuntimeApi api = new();
    private LocalServer server = null!;
    private Bootstrap bootstrap = null!;

    public ValueTask InitializeAsync()
    {
        server = new LocalServer(exchange =>
            exchange.Target.StartsWith("/hang", StringComparison.Ordinal) ? exchange.Hang() : exchange.Ok(Photos.Jpeg)
        );
        bootstrap = new Bootstrap(api, new() { ["CLOTHES_FETCH_ALLOW_LOOPBACK"] = "true" });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await bootstrap.DisposeAsync();
        await api.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Every_form_of_event_is_answered_and_only_the_first_is_a_cold_start()
    {
        byte[][] events =
        [
            ApiEvents.Rest(Request.Image(Photos.Jpeg)),
            ApiEvents.MultiValueOnly(Request.Binary("image/png", Photos.Png)),
            ApiEvents.Http(Request.Url(Address("/a.jpg"))),
            ApiEvents.FunctionUrl(
                Request.Binary("multipart/form-data; boundary=b", new Form("b").File("f", "x.png", Photos.Png).Bytes())
            ),
        ];
        var cold = new List<bool>();
        foreach (var payload in events)
            cold.Add((await api.Invoke(payload)).Answer.IsOk().Json.GetProperty("coldStart").GetBoolean());
        Assert.Equal([true, false, false, false], cold);

        foreach (var path in new[] { "/health", "/model", "/openapi.json" })
            (await api.Invoke(ApiEvents.Rest(Request.Get(path)))).Answer.IsOk();
        (await api.Invoke(ApiEvents.Rest(Request.Get("/predict")))).Answer.IsProblem("method-not-allowed");
    }

    [Fact]
    public async Task A_direct_event_is_answered_with_the_librarys_logits()
    {
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var logits = classifier.Classify(Photos.Jpeg).Logits!;

        foreach (var payload in new[] { ApiEvents.Direct(Address("/a.jpg")), ApiEvents.Direct(Photos.Jpeg) })
        {
            var post = await api.Invoke(payload);
            Assert.True(post.IsResponse, Encoding.UTF8.GetString(post.Body));
            Assert.Equal(logits, post.Json.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetSingle()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Records": []}""")]
    [InlineData("\u00ff\u00fe\u0000")]
    public async Task An_event_of_no_known_form_is_a_function_error_that_says_what_is_accepted(string payload)
    {
        var message = (await api.Invoke(Encoding.Latin1.GetBytes(payload))).ErrorMessage("UnknownEvent");
        Assert.Contains("{\"url\": \"https://...\"}", message, StringComparison.Ordinal);
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
    }

    [Fact]
    public async Task A_direct_event_that_is_wrong_is_a_function_error() =>
        (await api.Invoke(ApiEvents.Direct("http://10.0.0.1/"))).ErrorMessage("FetchAddressNotAllowed");

    [Fact]
    public async Task An_event_in_chunks_is_read_like_one_with_a_length()
    {
        var large = Request.Binary("image/png", Photos.Draw(900, 700, SkiaSharp.SKEncodedImageFormat.Png));
        var whole = (await api.Invoke(ApiEvents.Rest(large))).Answer.IsOk();
        var chunked = (await api.Invoke(ApiEvents.Rest(large), chunked: true)).Answer.IsOk();
        Assert.Equal(whole.Json.GetProperty("scores").GetRawText(), chunked.Json.GetProperty("scores").GetRawText());
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)), chunked: true)).Answer.IsOk();
    }

    [Fact]
    public async Task An_event_of_six_megabytes_is_read_and_a_larger_one_is_a_413()
    {
        byte[] photo = [.. Photos.Png, .. new byte[4_400_000]];
        (await api.Invoke(ApiEvents.Rest(Request.Binary("image/png", photo)))).Answer.IsOk();
        byte[] tooLarge = [.. Photos.Png, .. new byte[5_000_000]];
        (await api.Invoke(ApiEvents.Rest(Request.Binary("image/png", tooLarge)))).Answer.IsProblem("payload-too-large");
    }

    [Fact]
    public async Task A_photo_that_does_not_arrive_before_the_deadline_is_a_504()
    {
        // How long before is for DeadlineMarginTests, which have a clock of their own.
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
        var post = await api.Invoke(ApiEvents.Rest(Request.Url(Address("/hang"))), TimeSpan.FromSeconds(2));
        post.Answer.IsProblem("deadline-exceeded");
        Assert.Contains("/hang", Assert.Single(server.Requests), StringComparison.Ordinal);
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
    }

    [Fact]
    public async Task The_trace_id_goes_along_when_a_photo_is_fetched()
    {
        const string trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        await api.Invoke(
            ApiEvents.Rest(Request.Url(Address("/traced"))),
            headers: $"Lambda-Runtime-Trace-Id: {trace}\r\n"
        );
        await api.Invoke(ApiEvents.Rest(Request.Url(Address("/plain"))));

        var heads = server.Requests.ToList();
        Assert.Contains($"X-Amzn-Trace-Id: {trace}\r\n", heads[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-Amzn-Trace-Id", heads[1], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("User-Agent: clothes-classification/", heads[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_runtime_api_cannot_be_asked_through_the_function()
    {
        foreach (var path in new[] { "invocation/next", "init/error" })
        {
            var url = $"http://127.0.0.1:{api.Port}/2018-06-01/runtime/{path}";
            (await api.Invoke(ApiEvents.Rest(Request.Url(url)))).Answer.IsProblem("fetch-address-not-allowed");
        }
    }

    [Fact]
    public async Task A_batch_with_a_bad_item_is_answered()
    {
        var body = new JsonObject
        {
            ["images"] = new JsonArray(
                new JsonObject { ["url"] = Address("/a.jpg"), ["id"] = "good" },
                new JsonObject { ["url"] = "http://169.254.169.254/", ["id"] = "bad" }
            ),
        };
        var results = (await api.Invoke(ApiEvents.FunctionUrl(Request.Json(body))))
            .Answer.IsOk()
            .Json.GetProperty("results");
        Assert.Equal(2, results.GetArrayLength());
        Assert.True(results[0].TryGetProperty("label", out _));
        Assert.Equal(422, results[1].GetProperty("error").GetProperty("status").GetInt32());
    }

    private string Address(string path) => $"http://127.0.0.1:{server.Port}{path}";
}
