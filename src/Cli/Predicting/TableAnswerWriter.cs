using System.Globalization;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using Spectre.Console;

namespace ClothesClassification.Cli.Predicting;

/// <summary>A ranked table for each photo.</summary>
internal sealed class TableAnswerWriter(ImageModel model) : AnswerWriter
{
    private const int BarWidth = 30;
    private readonly OutputConsole output = new();
    private readonly int labelWidth = model.Labels.Max(l => l.Length);

    public override void Write(string file, Classification answer)
    {
        // Not through the console, which would break a long path over several lines.
        output.Text.WriteLine(file);
        if (answer.Predictions.Count == 0)
        {
            output.Text.WriteLine(
                $"  nothing above the minimum score; best is {answer.Best.Label}, {Percent(answer.Best)}"
            );
            output.Text.WriteLine();
            return;
        }

        var table = new Table().NoBorder().HideHeaders();
        table.AddColumn(new TableColumn("rank").RightAligned().PadLeft(2));
        table.AddColumn(new TableColumn("label").Width(labelWidth));
        table.AddColumn(new TableColumn("score").RightAligned());
        table.AddColumn(new TableColumn("bar").Width(BarWidth));
        for (var i = 0; i < answer.Predictions.Count; i++)
        {
            var prediction = answer.Predictions[i];
            table.AddRow(
                new Text((i + 1).ToString(CultureInfo.InvariantCulture)),
                new Text(prediction.Label),
                new Text(Percent(prediction)),
                new Text(Bar(prediction.Score), new Style(i == 0 ? Color.Green : Color.Grey))
            );
        }

        output.Console.Write(table);
        output.Text.WriteLine();
    }

    public override void Dispose() => output.Dispose();

    private static string Percent(Prediction prediction) =>
        (100 * prediction.Score).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Bar(float score) =>
        new('█', (int)Math.Round(Math.Clamp(score, 0, 1) * BarWidth, MidpointRounding.AwayFromZero));
}
