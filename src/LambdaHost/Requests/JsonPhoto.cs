using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>One photo in JSON while it is read: a url or an image.</summary>
internal struct JsonPhoto
{
    private string? url;
    private BodyToken? image;

    public readonly bool IsEmpty => url is null && image is null;

    /// <summary>How the photo came, for the log.</summary>
    public readonly string Input => url is null ? "base64" : "url";

    /// <summary>Reads the member that the reader is at.</summary>
    /// <returns>False where it is another one; the reader is then still at its name.</returns>
    /// <exception cref="ProblemException">Its value is not a text, or it is given twice.</exception>
    public bool TryRead(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("url"u8))
        {
            Expect(ref json, "url", url is null);
            url = json.GetString();
            return true;
        }

        if (json.ValueTextEquals("image"u8))
        {
            Expect(ref json, "image", image is null);
            image = BodyToken.Of(json);
            return true;
        }

        return false;
    }

    /// <param name="body">The JSON; the image is decoded in it.</param>
    /// <param name="name">What the sentence calls the object.</param>
    /// <param name="id">The client's name for the photo.</param>
    /// <exception cref="ProblemException">There is neither, or both.</exception>
    public readonly RequestedPhoto Finish(Memory<byte> body, string name, string? id)
    {
        if (IsEmpty)
            throw new ProblemException(
                ProblemKinds.MissingPhoto,
                $"{name} has no url and no image; send, for example, {JsonPredictReader.Example}."
            );
        if (url is not null && image is not null)
            throw new ProblemException(ProblemKinds.InvalidField, $"{name} has a url and an image; give one of them.");
        if (url is not null)
            return new RequestedPhoto { Id = id, Url = url };
        return Base64Photo.TryDecode(body, image!.Value, out var bytes)
            ? new RequestedPhoto { Id = id, Bytes = bytes }
            : new RequestedPhoto
            {
                Id = id,
                Problem = new Problem(
                    ProblemKinds.BrokenBase64,
                    "image is not base64; encode the photo's bytes with the letters A-Z a-z 0-9 + / and =."
                ),
            };
    }

    private static void Expect(ref Utf8JsonReader json, string name, bool isFirst)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
            throw new ProblemException(ProblemKinds.InvalidField, $"{name} must be a string.");
        if (!isFirst)
            throw new ProblemException(ProblemKinds.InvalidField, $"{name} is given twice.");
    }
}
