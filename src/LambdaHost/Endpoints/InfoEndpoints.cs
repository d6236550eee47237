using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>GET /health, /model and /openapi.json.</summary>
internal sealed class InfoEndpoints(HostSettings settings, ModelHost host)
{
    /// <exception cref="ProblemException">The model has not run yet.</exception>
    public ApiResponse Health()
    {
        var model = host.Ready().Model;
        return Json(
            new HealthAnswer("ready", model.Name, model.Version, model.Precision, model.Sha256),
            AnswerContext.Default.HealthAnswer
        );
    }

    /// <exception cref="ProblemException">The model has not run yet.</exception>
    public ApiResponse Model()
    {
        var model = host.Ready().Model;
        var limits = settings.Classifier.Limits;
        return Json(
            new ModelAnswer(
                model.Name,
                model.Version,
                model.Description,
                model.License,
                model.Precision,
                model.Sha256,
                model.Labels,
                new ModelInputJson(
                    model.Input.Width,
                    model.Input.Height,
                    JsonNamingPolicy.CamelCase.ConvertName($"{model.Geometry}")
                ),
                new LimitsJson(
                    settings.MaxPhotos,
                    limits.MaxBytes,
                    limits.MaxPixels,
                    limits.MaxSide,
                    PredictEndpoint.MaxPayloadBytes
                ),
                [
                    .. model.Accuracy.Select(a => new AccuracyJson(
                        a.Precision,
                        a.Top1,
                        $"{a.Data}, {a.Split}, {a.Photos} photos"
                    )),
                ]
            ),
            AnswerContext.Default.ModelAnswer
        );
    }

    public static ApiResponse OpenApi() => ApiResponse.Of(200, ApiResponse.Json, EmbeddedFile.Read("openapi.json"));

    private static ApiResponse Json<T>(T answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        ApiResponse.Of(200, ApiResponse.Json, JsonSerializer.SerializeToUtf8Bytes(answer, type));
}
