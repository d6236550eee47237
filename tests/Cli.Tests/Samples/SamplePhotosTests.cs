using System.Text.Json;
using ClothesClassification.Inference.Models;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Samples;

public sealed class SamplePhotosTests
{
    private static readonly string Photos = SharedData.SamplePhotos;

    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public void There_is_one_for_each_label_and_the_model_recognises_it(string precision)
    {
        var result = Clothes.Run("predict", Photos, "--format", "jsonl", "--precision", precision);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var answers = result.Output.TrimEnd('\n').Split('\n').Select(Answer.Parse).ToArray();
        Assert.Equal(ImageModel.Load(SharedData.ModelFolder).Labels.Order(), answers.Select(a => a.Label).Order());
        Assert.All(answers, a => Assert.Equal(Path.GetFileNameWithoutExtension(a.File), a.Label));
        Assert.All(answers, a => Assert.InRange(a.Score, 0.6f, 1));
    }

    [Fact]
    public void One_is_transparent_and_one_is_stored_turned()
    {
        Assert.Equal(SKAlphaType.Unpremul, Codec("hat.png").Info.AlphaType);
        using var hat = SKBitmap.Decode(Path.Combine(Photos, "hat.png"));
        Assert.Equal(0, hat.GetPixel(0, 0).Alpha);
        Assert.Equal(SKEncodedOrigin.RightTop, Codec("pants.jpg").EncodedOrigin);
    }

    private static SKCodec Codec(string name) => SKCodec.Create(Path.Combine(Photos, name));

    private sealed record Answer(string File, string Label, float Score)
    {
        public static Answer Parse(string line)
        {
            using var json = JsonDocument.Parse(line);
            return new Answer(
                json.RootElement.GetProperty("file").GetString()!,
                json.RootElement.GetProperty("label").GetString()!,
                json.RootElement.GetProperty("score").GetSingle()
            );
        }
    }
}
