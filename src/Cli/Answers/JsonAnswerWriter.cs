using System.Text.Encodings.Web;
using System.Text.Json;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Answers;

/// <summary>One JSON array, written as the answers come.</summary>
internal sealed class JsonAnswerWriter : AnswerWriter
{
    private readonly Utf8JsonWriter json;
    private readonly Stream output;

    public JsonAnswerWriter(Stream? file = null)
    {
        output = file ?? StandardOutput.Open();
        // The output is not embedded in HTML, so non-ASCII letters need no escaping.
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        json = new Utf8JsonWriter(output, options);
        json.WriteStartArray();
    }

    public override void Write(Answer answer)
    {
        JsonSerializer.Serialize(json, answer, AnswerJsonContext.Default.Answer);
        json.Flush();
    }

    public override void Complete()
    {
        json.WriteEndArray();
        json.Flush();
        output.Write("\n"u8);
    }

    public override void Dispose()
    {
        // Only the buffer: after a broken pipe there is nothing to flush to.
        json.Reset(Stream.Null);
        json.Dispose();
        output.Dispose();
    }
}
