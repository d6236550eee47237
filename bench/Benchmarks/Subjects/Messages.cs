using System.Text.Json;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>Reading a request, and writing an answer.</summary>
internal static class Messages
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Subject ReadRequest(string name)
    {
        var photo = PhotoSet.Get(name);
        var @event = Events.Photo(photo);
        var payload = new byte[@event.Length];
        var reader = new PredictRequestReader(maxPhotos: 16, maxBytes: 20_000_000);
        return new Subject(() =>
        {
            @event.CopyTo(payload, 0);
            using var request = EventReader.Read(payload);
            if (reader.Read(request).Photos[0].Bytes.Length != photo.Length)
                throw new InvalidOperationException("The request lost its photo.");
        });
    }

    /// <summary>As Lambda's serializer for .NET does it: objects and strings, then base64.</summary>
    public static Subject ReadRequestStock(string name)
    {
        var photo = PhotoSet.Get(name);
        var @event = Events.Photo(photo);
        return new Subject(() =>
        {
            var request = JsonSerializer.Deserialize<StockRequest>(@event, Web)!;
            if (Convert.FromBase64String(request.Body!).Length != photo.Length)
                throw new InvalidOperationException("The request lost its photo.");
        });
    }

    public static Subject WriteAnswer()
    {
        var answer = Answer();
        return new Subject(() =>
        {
            var body = PhotoAnswerWriter.Write(answer);
            EnvelopeWriter.Write(ApiResponse.Of(200, ApiResponse.Json, body), Envelope.ApiGateway);
        });
    }

    /// <summary>As Lambda's serializer for .NET does it: a string inside of an object.</summary>
    public static Subject WriteAnswerStock()
    {
        var answer = Answer();
        return new Subject(() =>
        {
            var headers = new Dictionary<string, string> { ["Content-Type"] = ApiResponse.Json };
            var body = JsonSerializer.Serialize(answer, Web);
            JsonSerializer.SerializeToUtf8Bytes(new StockResponse(200, headers, body, false), Web);
        });
    }

    // Fixed numbers: how long the text is must not depend on the processor.
    private static PhotoAnswer Answer()
    {
        var labels = ImageModel.Load(Repository.Model).Labels;
        Prediction[] predictions = [.. labels.Select((label, i) => new Prediction(label, 0.5f / (i + 1), -i - 0.25f))];
        return new PhotoAnswer(
            predictions[0].Label,
            predictions[0].Score,
            predictions,
            predictions.ToDictionary(prediction => prediction.Label, prediction => prediction.Score),
            new PhotoJson(400, 534),
            new ModelIdentity("clothes", "1.0.0"),
            "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            false
        );
    }

    private sealed record StockRequest(
        string? HttpMethod,
        string? Path,
        string? Body,
        bool IsBase64Encoded,
        Dictionary<string, string>? Headers,
        Dictionary<string, IList<string>>? MultiValueHeaders
    );

    private sealed record StockResponse(
        int StatusCode,
        IDictionary<string, string> Headers,
        string Body,
        bool IsBase64Encoded
    );
}
