using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Tests.Answers;

public sealed class PhotoAnswerWriterTests
{
    private static readonly JsonSerializerOptions AsOtherAnswers = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
    };

    [Theory]
    [InlineData(null, false, null, null)]
    [InlineData(-3.25f, true, true, null)]
    [InlineData(null, false, false, "unlike-training")]
    public void It_is_what_the_serializer_would_write(float? logit, bool more, bool? confident, string? reason)
    {
        var answer = new PhotoAnswer(
            "Kleid <✓>",
            0.1f,
            [new Prediction("Kleid <✓>", 0.1f, logit), new Prediction("\"hat\"", 1e-9f, logit)],
            new Dictionary<string, float> { ["Kleid <✓>"] = 0.1f, ["\"hat\""] = 1e-9f },
            new PhotoJson(480, 600),
            new ModelIdentity("clothes", "1.0.0+build"),
            "request-1",
            ColdStart: true,
            more
                ? new EvidenceJson(
                    "Kleid <✓>",
                    2,
                    1,
                    [
                        [0.5f],
                        [-1e-9f],
                    ],
                    0
                )
                : null,
            more ? [0.1f, 6] : null,
            confident,
            reason
        );

        Assert.Equal(
            JsonSerializer.Serialize(answer, AsOtherAnswers),
            Encoding.UTF8.GetString(PhotoAnswerWriter.Write(answer))
        );
    }
}
