using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Answers;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesAnswerWriter(Stream? file = null) : AnswerWriter
{
    private readonly Stream output = file ?? StandardOutput.Open();

    public override void Write(Answer answer) => output.Write(AnswerLine.Of(answer));

    public override void Dispose() => output.Dispose();
}
