using System.Globalization;
using ClothesClassification.Cli.Output;
using Spectre.Console;

namespace ClothesClassification.Cli.Answers;

/// <summary>A ranked table for each photo.</summary>
internal sealed class TableAnswerWriter(Stream? file = null) : AnswerWriter
{
    private const int BarWidth = 30;
    private readonly OutputConsole output = new(file);

    public override void Write(Answer answer)
    {
        // Not through the console, which would break a long path over several lines.
        output.Text.WriteLine(answer.File);
        if (answer.Predictions.Count == 0)
        {
            output.Text.WriteLine(
                $"  nothing above the minimum score; best is {answer.Label}, {Percent(answer.Score)}"
            );
            EndPhoto(answer);
            return;
        }

        var table = new Table().NoBorder().HideHeaders();
        table.AddColumn(new TableColumn("rank").RightAligned().PadLeft(2));
        table.AddColumn(new TableColumn("label").Width(answer.LabelWidth));
        table.AddColumn(new TableColumn("score").RightAligned());
        table.AddColumn(new TableColumn("bar").Width(BarWidth));
        for (var i = 0; i < answer.Predictions.Count; i++)
        {
            var prediction = answer.Predictions[i];
            table.AddRow(
                new Text((i + 1).ToString(CultureInfo.InvariantCulture)),
                new Text(prediction.Label),
                new Text(Percent(prediction.Score)),
                new Text(Bar(prediction.Score), new Style(i == 0 ? Color.Green : Color.Grey))
            );
        }

        output.Console.Write(table);
        EndPhoto(answer);
    }

    private void EndPhoto(Answer answer)
    {
        if (answer.Reason is { } reason)
            output.Text.WriteLine($"  not confident: {Sentence(reason)}");
        output.Text.WriteLine();
    }

    private static string Sentence(string reason) =>
        reason switch
        {
            "low-score" => "the best score is low (low-score)",
            "ambiguous" => "it may as well be the second label (ambiguous)",
            "unlike-training" => "unlike the photos that the model was calibrated with (unlike-training)",
            _ => reason,
        };

    public override void Dispose() => output.Dispose();

    private static string Percent(float score) => (100 * score).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Bar(float score) =>
        new('█', (int)Math.Round(Math.Clamp(score, 0, 1) * BarWidth, MidpointRounding.AwayFromZero));
}
