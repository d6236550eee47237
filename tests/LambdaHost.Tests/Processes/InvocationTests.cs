using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>The real program answers what the Runtime API gives it.</summary>
public sealed class InvocationTests : IAsyncDisposable
{
    private readonly RuntimeApi api = new();
    private readonly LocalServer server = new(exchange =>
        exchange.Target.StartsWith("/hang", StringComparison.Ordinal) ? exchange.Hang() : exchange.Ok(Photos.Jpeg)
    );
    private readonly Bootstrap bootstrap;

    public InvocationTests() => bootstrap = new Bootstrap(api, new() { ["CLOTHES_FETCH_ALLOW_LOOPBACK"] = "true" });

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
            ApiEvents.FunctionUrl(Request.Form(new Form("b").File("f", "x.png", Photos.Png))),
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
    public async Task A_direct_event_is_answered_with_logits_or_a_function_error()
    {
        var post = await api.Invoke(ApiEvents.Direct(Address("/a.jpg")));
        Assert.True(post.IsResponse, Encoding.UTF8.GetString(post.Body));
        Assert.Equal(10, post.Json.EnumerateObject().Count(logit => logit.Value.ValueKind == JsonValueKind.Number));

        (await api.Invoke(ApiEvents.Direct("http://10.0.0.1/"))).ErrorMessage("FetchAddressNotAllowed");
        foreach (var payload in new[] { "", "[]", "\u00ff\u00fe\u0000" })
            (await api.Invoke(Encoding.Latin1.GetBytes(payload))).ErrorMessage("UnknownEvent");
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
    }

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
        // DeadlineTests have how long before: with a clock of their own.
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

    private string Address(string path) => $"http://127.0.0.1:{server.Port}{path}";
}
