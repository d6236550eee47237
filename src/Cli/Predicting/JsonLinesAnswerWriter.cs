using System.Text.Encodings.Web;
using System.Text.Json;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Predicting;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesAnswerWriter(ImageModel model) : AnswerWriter
{
    private static readonly AnswerJsonContext Context = new(
        new JsonSerializerOptions(AnswerJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    private readonly StandardOutput output = new();

    public override void Write(string file, Classification answer)
    {
        byte[] line =
        [
            .. JsonSerializer.SerializeToUtf8Bytes(AnswerJson.Of(file, answer, model), Context.AnswerJson),
            (byte)'\n',
        ];
        output.Write(line);
    }

    public override void Dispose() => output.Dispose();
}
