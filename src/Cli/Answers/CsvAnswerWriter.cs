using System.Globalization;
using ClothesClassification.Cli.Output;
using CsvHelper;

namespace ClothesClassification.Cli.Answers;

/// <summary>
/// Columns file, rank, label, score, confident, reason; a row a prediction. A photo without one keeps a row without rank. The
/// last two are of the photo's answer, and empty where the model has not been calibrated.
/// </summary>
internal sealed class CsvAnswerWriter : AnswerWriter
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly CsvWriter csv;

    public CsvAnswerWriter(Stream? file = null)
    {
        csv = CsvWriter.Create(file ?? StandardOutput.Open(), new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(["file", "rank", "label", "score", "confident", "reason"]);
    }

    public override void Write(Answer answer)
    {
        string[] confidence = [Confident(answer), answer.Reason ?? ""];
        for (var i = 0; i < answer.Predictions.Count; i++)
        {
            var (label, score, _) = answer.Predictions[i];
            csv.WriteRecord([answer.File, (i + 1).ToString(Culture), label, score.ToString(Culture), .. confidence]);
        }

        if (answer.Predictions.Count == 0)
            csv.WriteRecord([answer.File, "", "", "", .. confidence]);
        csv.Flush();
    }

    private static string Confident(Answer answer) =>
        answer.Confident switch
        {
            true => "true",
            false => "false",
            null => "",
        };

    public override void Complete() => csv.Flush();

    public override void Dispose()
    {
        try
        {
            csv.Dispose();
        }
        catch (IOException)
        {
            // Disposing tries again to write what could not be written.
        }
    }
}
