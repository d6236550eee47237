using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClothesClassification.Answers;

/// <summary>
/// A line of JSON Lines: one photo as <c>clothes predict --format jsonl</c> and a batch of the function write it. The command line
/// and the function compile this folder, since neither may reference the other.
/// </summary>
internal static class AnswerLine
{
    // Not embedded in HTML, so non-ASCII letters need no escaping.
    private static readonly AnswerJsonContext Context = new(
        new JsonSerializerOptions(AnswerJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>The line with its end, in UTF-8.</summary>
    public static byte[] Of(Answer answer) => Write(answer, Context.Answer);

    /// <inheritdoc cref="Of(Answer)"/>
    public static byte[] Of(UnansweredPhoto photo) => Write(photo, Context.UnansweredPhoto);

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
}
