using System.Text.Json;
using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Batch.Gathering;

/// <summary>
/// Writes a job's lines: as they are for jsonl; for other formats the answers, and a line on stderr for each photo without one.
/// </summary>
internal sealed class ResultFile : IDisposable
{
    public const string Summary = "summary";
    private readonly Stream? lines;
    private readonly AnswerWriter? answers;
    private readonly Action<string> tell = _ => { };
    private readonly ResultsSummary summary = new();

    /// <param name="format">jsonl, csv, parquet or table; summary: nothing is written.</param>
    /// <param name="file">Where to write; null: to stdout.</param>
    /// <param name="tell">Called with a sentence about each photo without an answer, but for jsonl, which has it.</param>
    public ResultFile(string format, Stream? file, Action<string> tell)
    {
        if (format == "jsonl")
        {
            lines = new BufferedStream(file ?? StandardOutput.Open());
        }
        else if (format != Summary)
        {
            answers = AnswerWriter.Create(format, file);
            this.tell = tell;
        }
    }

    /// <exception cref="AwsException">The line is no line of a batch.</exception>
    public void Write(ReadOnlySpan<byte> json)
    {
        lines?.Write(json);
        lines?.WriteByte((byte)'\n');
        try
        {
            var answer = JsonSerializer.Deserialize(json, AnswerJsonContext.Default.Answer)!;
            // A photo without an answer is the rare case: its line has no label.
            if (answer is { Label: not null, Predictions: not null, Model: not null })
            {
                summary.Add(answer);
                answers?.Write(answer with { LabelWidth = LabelWidth(answer) });
                return;
            }

            var photo = JsonSerializer.Deserialize(json, AnswerJsonContext.Default.UnansweredPhoto)!;
            if (photo.Error is not { Title: not null })
                throw new JsonException($"{photo.Key} has neither an answer nor an error.");
            summary.Add(photo);
            tell($"{photo.File}: {photo.Error.Detail}");
        }
        catch (JsonException e)
        {
            throw new AwsException($"The parts hold a line that this version cannot read: {e.Message}");
        }
    }

    public ResultsSummary Complete()
    {
        answers?.Complete();
        lines?.Flush();
        return summary;
    }

    public void Dispose() => answers?.Dispose();

    private static int LabelWidth(Answer answer) =>
        answer.Predictions.Select(p => p.Label.Length).Append(answer.Label.Length).Max();
}
