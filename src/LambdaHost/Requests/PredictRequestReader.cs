using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Reads the body of POST /predict, whatever form it has, and the options in its query.</summary>
/// <param name="maxPhotos">Photos in one request, at most.</param>
/// <param name="maxBytes">Bytes of a compressed body once it is decompressed, at most.</param>
internal sealed class PredictRequestReader(int maxPhotos, int maxBytes)
{
    private const string Accepted =
        "application/json, an image type such as image/jpeg, application/octet-stream, or multipart/form-data";

    /// <exception cref="ProblemException">The request is wrong as a whole.</exception>
    public PredictRequest Read(FunctionEvent request)
    {
        var options = new AnswerOptions();
        ReadQuery(request, options);
        if (request.BodyIsBroken)
            throw new ProblemException(
                ProblemKinds.BrokenBase64,
                "The event says that its body is base64, but it is not; send the photo's bytes as they are, or JSON with the photo as base64."
            );
        var body = RequestContent.Decode(request, maxBytes);
        if (body.IsEmpty)
            throw new ProblemException(
                ProblemKinds.EmptyBody,
                $"Send a photo, or JSON such as {JsonPredictReader.Example}."
            );
        return Read(request, body, new MediaType(request.Header("content-type")), options);
    }

    private PredictRequest Read(FunctionEvent request, Memory<byte> body, MediaType type, AnswerOptions options)
    {
        if (type.IsJson)
            return ReadJson(body, options);
        if (type.Is("multipart/form-data"))
            return new MultipartReader(maxPhotos).Read(body, type.Parameter("boundary"), options);
        // No photo begins with a brace. A form is what curl -d says of JSON, text what a browser's fetch does.
        var isPhoto = type.IsPhoto || type.Name.IsEmpty;
        if ((isPhoto || type.Is("application/x-www-form-urlencoded") || type.Is("text/plain")) && LooksLikeJson(body))
            return ReadJson(body, options);
        if (isPhoto)
            return ReadImage(request, body, options);
        throw new ProblemException(
            ProblemKinds.UnsupportedMediaType,
            $"The Content-Type is '{type.Name}'; send {Accepted}."
        );
    }

    private PredictRequest ReadJson(Memory<byte> body, AnswerOptions options) =>
        new JsonPredictReader(maxPhotos).Read(body, options);

    private static PredictRequest ReadImage(FunctionEvent request, Memory<byte> body, AnswerOptions options)
    {
        if (RequestContent.IsMangled(request))
            throw new ProblemException(
                ProblemKinds.BodyNotBinary,
                "The photo's bytes were turned into text on their way here; send them as application/octet-stream, or JSON with the photo as base64."
            );
        return new PredictRequest([new RequestedPhoto { Bytes = body }], false, options.Build(), "binary");
    }

    private static bool LooksLikeJson(Memory<byte> body) =>
        ByteOrderMark.Skip(body).Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    private static void ReadQuery(FunctionEvent request, AnswerOptions options)
    {
        if (request.Request?.MultiValueQueryStringParameters is { } all)
        {
            foreach (var (name, values) in all)
            {
                foreach (var value in values)
                    options.TrySet(name, value);
            }
        }

        if (request.Request?.QueryStringParameters is { } query)
        {
            foreach (var (name, value) in query)
                options.TrySet(name, value);
        }
    }
}
