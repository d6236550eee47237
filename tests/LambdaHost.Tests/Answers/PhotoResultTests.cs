using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Answers;

public sealed class PhotoResultTests
{
    private static JsonObject Batch =>
        new() { ["images"] = new JsonArray(new JsonObject { ["image"] = Convert.ToBase64String(Photos.Png) }) };

    [Fact]
    public async Task An_answer_says_whether_it_can_be_relied_on_as_the_library_does()
    {
        await using var host = new Host();
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
        await using var host = new Host(new() { ["CLOTHES_MODEL"] = model.Path });

        var answer = (await host.Send(Request.Image(Photos.Png))).IsOk().Json;

        Assert.False(answer.TryGetProperty("confident", out _));
        Assert.False(answer.TryGetProperty("reason", out _));
    }
}
