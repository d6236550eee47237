using System.Buffers;
using System.Text.Json;

namespace ClothesClassification.LambdaHost.Answers;

/// <summary>
/// Writes the answer for a request with one photo as the serializer would. Almost every first request asks for it, and the
/// serializer's first use takes 5 ms (docs/cold-start.md); the other answers are left to it.
/// </summary>
internal static class PhotoAnswerWriter
{
    public static byte[] Write(PhotoAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("label"u8, answer.Label);
            json.WriteNumber("score"u8, answer.Score);
            WritePredictions(json, answer);
            json.WriteStartObject("scores"u8);
            foreach (var (label, score) in answer.Scores)
                json.WriteNumber(label, score);
            json.WriteEndObject();
            json.WriteStartObject("photo"u8);
            json.WriteNumber("width"u8, answer.Photo.Width);
            json.WriteNumber("height"u8, answer.Photo.Height);
            json.WriteEndObject();
            json.WriteStartObject("model"u8);
            json.WriteString("name"u8, answer.Model.Name);
            json.WriteString("version"u8, answer.Model.Version);
            json.WriteEndObject();
            json.WriteString("requestId"u8, answer.RequestId);
            json.WriteBoolean("coldStart"u8, answer.ColdStart);
            if (answer.Evidence is { } evidence)
            {
                json.WritePropertyName("evidence"u8);
                JsonSerializer.Serialize(json, evidence, AnswerContext.Default.EvidenceJson);
            }

            if (answer.Features is { } features)
            {
                json.WritePropertyName("features"u8);
                JsonSerializer.Serialize(json, features, AnswerContext.Default.IReadOnlyListSingle);
            }

            if (answer.Confident is { } confident)
                json.WriteBoolean("confident"u8, confident);
            if (answer.Reason is { } reason)
                json.WriteString("reason"u8, reason);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WritePredictions(Utf8JsonWriter json, PhotoAnswer answer)
    {
        json.WriteStartArray("predictions"u8);
        for (var i = 0; i < answer.Predictions.Count; i++)
        {
            var prediction = answer.Predictions[i];
            json.WriteStartObject();
            json.WriteString("label"u8, prediction.Label);
            json.WriteNumber("score"u8, prediction.Score);
            if (prediction.Logit is { } logit)
                json.WriteNumber("logit"u8, logit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
