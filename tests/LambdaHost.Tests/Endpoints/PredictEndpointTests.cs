using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Tests.Support;
using SkiaSharp;

namespace ClothesClassification.LambdaHost.Tests.Endpoints;

/// <summary>Evidence and features where they are asked for, and only there; confidence where the model is calibrated.</summary>
public sealed class PredictEndpointTests : IAsyncDisposable
{
    private const int MaxPayloadBytes = 6 << 20;
    private static readonly byte[] Dress = File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, "dress.jpg"));
    private readonly Host host = new();

    private static JsonObject Batch =>
        new() { ["images"] = new JsonArray(new JsonObject { ["image"] = Convert.ToBase64String(Photos.Png) }) };

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_answer_says_whether_it_can_be_relied_on_as_the_library_does()
    {
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var expected = classifier.Classify(Photos.Png).Confidence!.Value;

        var one = (await host.Send(Request.Image(Photos.Png))).IsOk().Json;
        var batch = (await host.Send(Request.Json(Batch.ToJsonString()))).IsOk().Json;
        var direct = JsonDocument.Parse((await host.Invoke(ApiEvents.Utf8(Batch))).Payload).RootElement;

        foreach (var answer in new[] { one, batch.GetProperty("results")[0], direct.GetProperty("results")[0] })
        {
            Assert.Equal(expected.IsConfident, answer.GetProperty("confident").GetBoolean());
            Assert.Equal(
                expected.Reason.Code(),
                answer.TryGetProperty("reason", out var reason) ? reason.GetString() : null
            );
        }
    }

    [Fact]
    public async Task A_model_without_a_calibration_answers_without_it()
    {
        using var model = new ModelCopy();
        model.Edit(manifest => manifest.Remove("calibration"));
        await using var uncalibrated = new Host(new() { ["CLOTHES_MODEL"] = model.Path });

        var answer = (await uncalibrated.Send(Request.Image(Photos.Png))).IsOk().Json;

        Assert.False(answer.TryGetProperty("confident", out _));
        Assert.False(answer.TryGetProperty("reason", out _));
    }

    [Fact]
    public async Task Evidence_and_features_are_the_librarys_to_five_digits()
    {
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var expected = classifier.Classify(
            Dress,
            new ClassifyOptions { Evidence = EvidenceMethod.Output, Features = true }
        );
        var map = expected.Evidence!["dress"];

        var json = (await host.Send(Request.Json(Asking("\"explain\": true, \"features\": true")))).IsOk().Json;

        var evidence = json.GetProperty("evidence");
        Assert.Equal("dress", evidence.GetProperty("label").GetString());
        Assert.Equal((7, 7), (evidence.GetProperty("rows").GetInt32(), evidence.GetProperty("columns").GetInt32()));
        Assert.Equal(0, evidence.GetProperty("beside").GetSingle());
        var rows = evidence.GetProperty("values").EnumerateArray().ToList();
        Assert.Equal(7, rows.Count);
        AssertClose(map.AsSpan(), rows.SelectMany(row => row.EnumerateArray()));
        AssertClose(expected.Features.Span, json.GetProperty("features").EnumerateArray());
    }

    [Fact]
    public async Task They_are_asked_for_in_the_query_and_in_forms_too()
    {
        var query = await host.Send(
            Request.Binary("image/jpeg", Dress) with
            {
                Query = [("explain", "true"), ("features", "false")],
            }
        );
        var form = await host.Send(
            Request.Form(
                new Form("b").File("photo", "a.jpg", Dress).Field("features", "true").Field("explain", "false")
            )
        );

        Assert.Equal((true, false), Has(query.IsOk()));
        Assert.Equal((false, true), Has(form.IsOk()));
    }

    [Fact]
    public async Task Time_for_evidence_is_a_stage_where_it_is_asked_for()
    {
        var with = (await host.Send(Request.Json(Asking("\"explain\": true")))).IsOk();
        var without = (await host.Send(Request.Json(Asking("\"explain\": false")))).IsOk();

        Assert.Matches(@"model;dur=[0-9.]+, explain;dur=[0-9.]+, total;dur=", with.Headers["Server-Timing"]);
        Assert.DoesNotContain("explain", without.Headers["Server-Timing"], StringComparison.Ordinal);
        Assert.Equal((true, false), Has(with));
        Assert.Equal((false, false), Has(without));
    }

    [Fact]
    public async Task Sixteen_photos_with_both_stay_far_below_what_can_be_passed_on()
    {
        // A centre crop of a panorama has the largest grid: 7 x 64.
        using var model = new ModelCopy();
        model.Edit(m => m["preprocessing"]!["geometry"] = "centerCrop");
        await using var cropping = new Host(new() { ["CLOTHES_MODEL"] = model.Path });
        var photo = Convert.ToBase64String(Panorama());
        var photos = string.Join(", ", Enumerable.Repeat($$"""{"image": "{{photo}}"}""", 16));

        var outcome = await cropping.Invoke(
            ApiEvents.Rest(Request.Json($$"""{"images": [{{photos}}], "explain": true, "features": true}"""))
        );

        var results = Answer.Read(outcome.Payload.Span).IsOk().Json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(16, results.Count);
        Assert.All(
            results,
            result =>
            {
                Assert.Equal(64, result.GetProperty("evidence").GetProperty("columns").GetInt32());
                Assert.Equal(1280, result.GetProperty("features").GetArrayLength());
            }
        );
        Assert.InRange(outcome.Payload.Length, 100_000, MaxPayloadBytes / 12);
    }

    [Theory]
    [InlineData("evidence", "explain", "The model clothes gives no evidence; leave out explain.")]
    [InlineData("features", "features", "The model clothes gives no features; leave out features.")]
    public async Task Model_that_does_not_have_them_is_named(string output, string field, string detail)
    {
        using var model = new ModelCopy();
        model.Edit(m =>
        {
            m["outputs"]!.AsObject().Remove(output);
            // It needs features.
            m.AsObject().Remove("calibration");
        });
        await using var lacking = new Host(new() { ["CLOTHES_MODEL"] = model.Path });

        var one = await lacking.Send(Request.Json(Asking($"\"{field}\": true")));
        var several = await lacking.Send(
            Request.Json($$"""{"images": [{"image": "{{Convert.ToBase64String(Dress)}}"}], "{{field}}": true}""")
        );

        Assert.Equal(detail, one.IsProblem("invalid-field").Detail);
        Assert.Equal(detail, several.IsProblem("invalid-field").Detail);
        (await lacking.Send(Request.Json(Asking($"\"{field}\": false")))).IsOk();
    }

    [Fact]
    public async Task Direct_invocation_stays_a_flat_map()
    {
        var outcome = await host.Invoke(
            ApiEvents.Utf8(JsonNode.Parse(Asking("\"explain\": true, \"features\": true"))!)
        );

        Assert.Null(outcome.Error);
        Assert.All(
            JsonDocument.Parse(outcome.Payload).RootElement.EnumerateObject(),
            member => Assert.Equal(JsonValueKind.Number, member.Value.ValueKind)
        );
    }

    private static string Asking(string options) => $$"""{"image": "{{Convert.ToBase64String(Dress)}}", {{options}}}""";

    private static (bool Evidence, bool Features) Has(Answer answer) =>
        (answer.Json.TryGetProperty("evidence", out _), answer.Json.TryGetProperty("features", out _));

    private static void AssertClose(ReadOnlySpan<float> expected, IEnumerable<JsonElement> found)
    {
        var values = found.Select(value => value.GetSingle()).ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(expected[i], values[i], Math.Abs(expected[i]) * 1e-4f);
    }

    private static byte[] Panorama()
    {
        using var bitmap = new SKBitmap(6000, 300, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var dress = SKBitmap.Decode(Dress);
        canvas.DrawBitmap(dress, SKRect.Create(2880, 0, 240, 300));
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 60).ToArray();
    }
}
