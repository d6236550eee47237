namespace ClothesClassification.LocalGateway.Answers;

/// <summary>What a function answered to a proxy event.</summary>
internal sealed class FunctionAnswer
{
    public int StatusCode { get; set; } = 200;

    /// <summary>Those of <c>headers</c>, then those of <c>multiValueHeaders</c>.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>The body's text as UTF-8; base64 is not decoded yet.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public bool IsBase64Encoded { get; set; }
}

/// <summary>An answer that API Gateway does not take.</summary>
/// <param name="field">The field that is wrong, such as <c>headers.x-count</c>; empty: the whole answer.</param>
/// <param name="message">What is wrong with it, and what is expected.</param>
internal sealed class MalformedAnswerException(string field, string message)
    : Exception(
        field.Length == 0
            ? $"Malformed Lambda proxy response: {message}"
            : $"Malformed Lambda proxy response: {field}: {message}"
    );
