using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Reads {"url"}, {"image"} and {"images"} in one pass. Base64 is decoded where it lies, without a copy.</summary>
/// <param name="maxPhotos">Photos in one request, at most.</param>
internal sealed class JsonPredictReader(int maxPhotos)
{
    /// <summary>What a sentence shows as an example.</summary>
    public const string Example = "{\"url\": \"https://example.com/dress.jpg\"}";

    private const int MaxIdLength = 128;
    private JsonPhoto single;
    private List<RequestedPhoto>? batch;

    /// <param name="body">The JSON; overwritten where it holds base64.</param>
    /// <param name="options">Receives what the JSON says of the answer.</param>
    /// <exception cref="ProblemException">The JSON is not as it should be.</exception>
    public PredictRequest Read(Memory<byte> body, AnswerOptions options)
    {
        body = ByteOrderMark.Skip(body);
        try
        {
            var json = new Utf8JsonReader(body.Span);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw Malformed($"The JSON is {Name(json.TokenType)}; send an object such as {Example}.");
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref json, body, options);
            json.Read();
            return Finish(body, options);
        }
        catch (JsonException e)
        {
            throw Malformed(
                $"The JSON is cut off or malformed at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}; send, for example, {Example}."
            );
        }
        catch (InvalidOperationException)
        {
            throw Malformed("The JSON has text that is not valid UTF-8; encode it as UTF-8.");
        }
    }

    private void ReadMember(ref Utf8JsonReader json, Memory<byte> body, AnswerOptions options)
    {
        if (single.TryRead(ref json))
            return;
        if (json.ValueTextEquals("images"u8))
            ReadImages(ref json, body);
        else if (json.ValueTextEquals("top"u8))
            options.SetTop(ReadTop(ref json));
        else if (json.ValueTextEquals("min_score"u8))
            options.SetMinimumScore(ReadMinimumScore(ref json));
        else if (json.ValueTextEquals("explain"u8))
            options.SetExplain(ReadBoolean(ref json));
        else if (json.ValueTextEquals("features"u8))
            options.SetFeatures(ReadBoolean(ref json));
        else
        {
            json.Read();
            json.Skip();
        }
    }

    private PredictRequest Finish(Memory<byte> body, AnswerOptions options)
    {
        if (batch is null)
        {
            var photo = single.Finish(body, "The JSON", null);
            return new PredictRequest([photo], false, options.Build(), single.Input);
        }

        if (!single.IsEmpty)
            throw Invalid("Give either images, or one url or image.");
        if (batch.Count == 0)
            throw new ProblemException(ProblemKinds.MissingPhoto, "images is empty; give at least one photo.");
        return new PredictRequest(batch, true, options.Build(), batch[0].Url is null ? "base64" : "url");
    }

    private void ReadImages(ref Utf8JsonReader json, Memory<byte> body)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw Invalid("images must be an array of objects, each with a url or an image.");
        if (batch is not null)
            throw Invalid("images is given twice.");
        batch = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (batch.Count == maxPhotos)
                throw new ProblemException(
                    ProblemKinds.TooManyPhotos,
                    $"The request has more than {maxPhotos} photos; send the others in further requests."
                );
            batch.Add(ReadItem(ref json, body));
        }
    }

    private RequestedPhoto ReadItem(ref Utf8JsonReader json, Memory<byte> body)
    {
        var name = $"images[{batch!.Count}]";
        if (json.TokenType != JsonTokenType.StartObject)
            throw Invalid($"{name} must be an object with a url or an image.");
        var photo = new JsonPhoto();
        string? id = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (photo.TryRead(ref json))
                continue;
            var isId = json.ValueTextEquals("id"u8);
            json.Read();
            if (isId)
                id = ReadId(ref json, name);
            json.Skip();
        }

        return photo.Finish(body, name, id);
    }

    private static string ReadId(ref Utf8JsonReader json, string name)
    {
        if (json.TokenType != JsonTokenType.String || json.GetString() is not { Length: <= MaxIdLength } id)
            throw Invalid($"{name}.id must be a string of at most {MaxIdLength} characters.");
        return id;
    }

    private static int ReadTop(ref Utf8JsonReader json)
    {
        json.Read();
        var value = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) ? number : 0;
        json.Skip();
        return value;
    }

    private static float ReadMinimumScore(ref Utf8JsonReader json)
    {
        json.Read();
        var value = json.TokenType == JsonTokenType.Number && json.TryGetSingle(out var number) ? number : -1;
        json.Skip();
        return value;
    }

    private static bool? ReadBoolean(ref Utf8JsonReader json)
    {
        json.Read();
        bool? value = json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        json.Skip();
        return value;
    }

    private static string Name(JsonTokenType type) =>
        type switch
        {
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.Null => "null",
            _ => "true or false",
        };

    private static ProblemException Malformed(string detail) => new(ProblemKinds.MalformedJson, detail);

    private static ProblemException Invalid(string detail) => new(ProblemKinds.InvalidField, detail);
}
