using System.Text.Json.Serialization;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Predicting;

/// <summary>The answer for one photo as JSON.</summary>
internal sealed record AnswerJson(
    string File,
    string Label,
    float Score,
    IEnumerable<Prediction> Predictions,
    int Width,
    int Height,
    ModelJson Model,
    DurationsJson DurationsMs
)
{
    public static AnswerJson Of(string file, Classification answer, ImageModel model) =>
        new(
            file,
            answer.Best.Label,
            answer.Best.Score,
            answer.Predictions,
            answer.Size.Width,
            answer.Size.Height,
            new ModelJson(model.Name, model.Version, model.Precision),
            DurationsJson.Of(answer.Durations)
        );
}

/// <summary>Which model answered.</summary>
internal sealed record ModelJson(string Name, string Version, string Precision);

/// <summary>Duration of each stage in milliseconds.</summary>
internal sealed record DurationsJson(double Decode, double Resize, double Model, double Total)
{
    public static DurationsJson Of(StageDurations durations) =>
        new(
            durations.Decode.TotalMilliseconds,
            durations.Resize.TotalMilliseconds,
            durations.Model.TotalMilliseconds,
            durations.Total.TotalMilliseconds
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnswerJson))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
