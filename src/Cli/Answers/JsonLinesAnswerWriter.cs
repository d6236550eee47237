using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Answers;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesAnswerWriter : AnswerWriter
{
    private readonly Stream output = StandardOutput.Open();

    public override void Write(Answer answer) => output.Write(AnswerLine.Of(answer));

    public override void Dispose() => output.Dispose();
}
