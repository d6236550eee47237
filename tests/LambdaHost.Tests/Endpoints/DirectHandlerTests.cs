using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Endpoints;

/// <summary>The event of the tutorial, without an envelope.</summary>
public sealed class DirectHandlerTests : IAsyncDisposable
{
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_photo_is_answered_with_the_librarys_logits_to_the_last_bit()
    {
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        foreach (var photo in new[] { Photos.Jpeg, Photos.Png, Photos.Tiny })
        {
            var logits = classifier.Classify(photo).Logits!;
            Assert.Equal(logits, Logits((await host.Invoke(ApiEvents.Direct(photo))).Payload.Span));
        }

        var fetched = await host.Invoke(ApiEvents.Direct("http://photos.example.com/a.png"));
        Assert.Equal(classifier.Classify(Photos.Tiny).Logits!, Logits(fetched.Payload.Span));
    }

    [Fact]
    public async Task Labels_stand_in_the_order_of_the_manifest()
    {
        var outcome = await host.Invoke(ApiEvents.Direct(Photos.Png));
        using var manifest = JsonDocument.Parse(
            await File.ReadAllBytesAsync(
                Path.Combine(SharedData.ModelFolder, "model.json"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(
            manifest.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()),
            JsonDocument.Parse(outcome.Payload).RootElement.EnumerateObject().Select(member => member.Name)
        );
    }

    [Fact]
    public async Task Several_photos_are_answered_with_logits_or_an_error_each()
    {
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var body = new JsonObject
        {
            ["images"] = new JsonArray(
                new JsonObject { ["image"] = Convert.ToBase64String(Photos.Png), ["id"] = "png" },
                new JsonObject { ["url"] = "http://169.254.169.254/" },
                new JsonObject { ["url"] = "http://photos.example.com/a.png" }
            ),
        };

        var outcome = await host.Invoke(ApiEvents.Utf8(body));

        var results = JsonDocument.Parse(outcome.Payload).RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["png", "1", "2"], results.Select(result => result.GetProperty("id").GetString()));
        Assert.Equal(
            classifier.Classify(Photos.Png).Logits!,
            results[0].GetProperty("logits").Deserialize<Dictionary<string, float>>()!
        );
        Assert.Equal(
            "urn:clothes-classification:problem:fetch-address-not-allowed",
            results[1].GetProperty("error").GetProperty("type").GetString()
        );
        Assert.False(results[1].TryGetProperty("logits", out _));
        Assert.False(results[2].TryGetProperty("error", out _));
        Assert.Equal("fetch-address-not-allowed", Assert.Single(host.Log).GetProperty("ErrorType").GetString());
    }

    [Theory]
    [InlineData("""{"url": "http://169.254.169.254/"}""", "FetchAddressNotAllowed")]
    [InlineData("""{"url": "ftp://photos.example.com/"}""", "FetchSchemeNotAllowed")]
    [InlineData("""{"url": null}""", "InvalidField")]
    [InlineData("""{"url": "http://photos.example.com/", "image": ""}""", "InvalidField")]
    [InlineData("""{"image": "Kg=="}""", "UnsupportedFormat")]
    [InlineData("""{"image": "*"}""", "BrokenBase64")]
    [InlineData("""{"image": ""}""", "Empty")]
    [InlineData("""{"url": "http://photos.example.com/", "images": []}""", "InvalidField")]
    [InlineData("""{"images": []}""", "MissingPhoto")]
    [InlineData("""{"images": [1]}""", "InvalidField")]
    [InlineData("""{"images": [{"url": "a"},{"url": "b"},{"url": "c"}], "image": ""}""", "InvalidField")]
    [InlineData("""{"Records": [{"eventSource": "aws:s3", "s3": {}}]}""", "UnknownEvent")]
    [InlineData("""{"requestContext": {"stage": "prod"}}""", "UnknownEvent")]
    [InlineData("""{"requestContext": {"connectionId": "x", "eventType": "MESSAGE"}, "body": "{}"}""", "UnknownEvent")]
    [InlineData("""{"requestContext": null, "httpMethod": "GET", "path": "/health"}""", "UnknownEvent")]
    [InlineData("""[{"url": "http://photos.example.com/"}]""", "UnknownEvent")]
    [InlineData("\"http://photos.example.com/\"", "UnknownEvent")]
    [InlineData("null", "UnknownEvent")]
    [InlineData("12", "UnknownEvent")]
    [InlineData("", "UnknownEvent")]
    [InlineData("   ", "UnknownEvent")]
    [InlineData("{", "UnknownEvent")]
    [InlineData("not JSON", "UnknownEvent")]
    [InlineData("""{"url": "http://photos.example.com/"} {}""", "UnknownEvent")]
    [InlineData("""{"url": "http://photos.example.com/",}""", "UnknownEvent")]
    public async Task What_is_wrong_is_a_function_error_with_a_sentence(string payload, string type)
    {
        var outcome = await host.Invoke(Encoding.UTF8.GetBytes(payload));

        Assert.Equal(type, outcome.Error?.ErrorType);
        Assert.Matches(@"^\S.{10,}\.$", outcome.Error!.ErrorMessage);
        if (type == "UnknownEvent")
            Assert.Contains("{\"url\": \"https://...\"}", outcome.Error.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(host.Network.Connected);
    }

    private static Dictionary<string, float> Logits(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<Dictionary<string, float>>(payload)!;
}
