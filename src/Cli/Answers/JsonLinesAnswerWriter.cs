using System.Text.Encodings.Web;
using System.Text.Json;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Answers;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesAnswerWriter : AnswerWriter
{
    private static readonly AnswerJsonContext Context = new(
        new JsonSerializerOptions(AnswerJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    private readonly Stream output = StandardOutput.Open();

    public override void Write(Answer answer)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(answer, Context.Answer), (byte)'\n'];
        output.Write(line);
    }

    public override void Dispose() => output.Dispose();
}
