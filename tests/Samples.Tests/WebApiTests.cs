using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClothesClassification.Samples.Tests;

/// <summary>The API as a process of its own, asked over HTTP, with its telemetry received over HTTP.</summary>
public sealed partial class WebApiTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private OtlpReceiver telemetry = null!;
    private RunningProcess api = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        telemetry = await OtlpReceiver.StartAsync();
        api = RunningProcess.StartProject(
            "WebApi",
            [],
            Path.GetTempPath(),
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ImageClassifier__ModelFolder"] = SharedData.ModelFolder,
                ["ImageClassifier__Limits__MaxBytes"] = "300000",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            }
        );
        await api.UntilAsync(() => Listening().IsMatch(api.Output));
        client.BaseAddress = new Uri(Listening().Match(api.Output).Groups[1].Value);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await api.DisposeAsync();
        await telemetry.DisposeAsync();
    }

    [Fact]
    public async Task A_photo_in_a_form_is_answered()
    {
        using var answer = await PostAsync(await File.ReadAllBytesAsync(Sample("skirt.jpg"), Cancellation));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var predictions = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsArray();
        Assert.Equal(3, predictions.Count);
        Assert.Equal("skirt", predictions[0]!["label"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(1, HttpStatusCode.UnsupportedMediaType, "The photo's format")]
    [InlineData(0, HttpStatusCode.UnprocessableEntity, "The photo has no bytes")]
    [InlineData(300_001, HttpStatusCode.RequestEntityTooLarge, "at most 300,000")]
    public async Task What_is_wrong_with_a_photo_is_a_problem_with_a_sentence(
        int bytes,
        HttpStatusCode status,
        string words
    )
    {
        using var answer = await PostAsync(new byte[bytes]);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_that_of_the_model() =>
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation));

    [Fact]
    public async Task Measurements_and_spans_are_exported()
    {
        using var good = await PostAsync(await File.ReadAllBytesAsync(Sample("hat.png"), Cancellation));
        using var bad = await PostAsync(new byte[5]);

        foreach (
            var words in new[]
            {
                ["image_classifier.duration", "model.name", "clothes"],
                ["image_classifier.stage.duration", "decode", "resize", "inspect"],
                ["image_classifier.errors", "error.type", "unsupported-format"],
                new[] { "image_classifier.photo.size", "http.server.request.duration" },
            }
        )
            await api.UntilAsync(() => telemetry.Has("metrics", words));
        foreach (var span in new[] { "classify photo", "POST /photos" })
            await api.UntilAsync(() => telemetry.Has("traces", span));
    }

    [Fact]
    public async Task It_ends_when_it_is_asked_to()
    {
        Require.Unix();

        api.Signal("TERM");
        Assert.Equal(0, (await api.EndAsync()).ExitCode);
    }

    private static string Sample(string name) => Path.Combine(SharedData.SamplePhotos, name);

    private async Task<HttpResponseMessage> PostAsync(byte[] photo)
    {
        using var content = new ByteArrayContent(photo);
        using var form = new MultipartFormDataContent { { content, "photo", "photo.jpg" } };
        return await client.PostAsync(new Uri("/photos", UriKind.Relative), form, Cancellation);
    }

    [GeneratedRegex(@"Now listening on: (http://[0-9.:]+)\s")]
    private static partial Regex Listening();
}
