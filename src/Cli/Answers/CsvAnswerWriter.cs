using System.Globalization;
using ClothesClassification.Cli.Output;
using CsvHelper;

namespace ClothesClassification.Cli.Answers;

/// <summary>Columns file, rank, label, score; a row a prediction. A photo without one keeps a row without rank.</summary>
internal sealed class CsvAnswerWriter : AnswerWriter
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly CsvWriter csv = CsvWriter.Create(
        StandardOutput.Open(),
        new CsvWriterOptions { NewLine = "\n" },
        leaveOpen: true
    );

    public CsvAnswerWriter() => csv.WriteRecord(["file", "rank", "label", "score"]);

    public override void Write(Answer answer)
    {
        for (var i = 0; i < answer.Predictions.Count; i++)
        {
            var (label, score, _) = answer.Predictions[i];
            csv.WriteRecord([answer.File, (i + 1).ToString(Culture), label, score.ToString(Culture)]);
        }

        if (answer.Predictions.Count == 0)
            csv.WriteRecord([answer.File, "", "", ""]);
        csv.Flush();
    }

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
