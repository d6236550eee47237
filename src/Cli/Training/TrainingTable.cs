using System.Globalization;
using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Explaining;
using ClothesClassification.Cli.Output;
using ClothesClassification.Training;
using Spectre.Console;

namespace ClothesClassification.Cli.Training;

/// <summary>Writes for people what came of a training.</summary>
internal static class TrainingTable
{
    /// <param name="summary">What was measured.</param>
    /// <param name="result">What the trainer found out.</param>
    /// <param name="folder">The model's folder, as it was given.</param>
    public static void Write(ReportDocument summary, TrainingResult result, string folder)
    {
        using var output = new OutputConsole();
        var training = summary.Training!;
        var measures = summary.Models[0].Measures;
        output.Console.Write(Summary(training, measures.Ece, measures.Photos, result));
        if (measures.Photos > 0)
            output.Console.Write(EvaluationTable.PerClass(measures));
        if (training.Next.Count > 0)
            output.Text.WriteLine($"What to do next:\n{string.Concat(training.Next.Select(step => $"- {step}\n"))}");
        output.Text.WriteLine($"The model is in {folder}:");
        output.Text.WriteLine($"  clothes predict PHOTOS --model {Quoted(folder)}");
        output.Text.WriteLine($"  clothes serve --model {Quoted(folder)}");
        output.Text.WriteLine($"  ./build.sh package --model={Quoted(Path.GetFullPath(folder))}");
        output.Text.WriteLine(ExplanationPicture.Caution);
    }

    private static Table Summary(TrainingReport training, double ece, int answered, TrainingResult result)
    {
        var table = new Table().NoBorder().HideHeaders().AddColumns("name", "value");
        table.AddRow("labels", Count(training.Labels.Count));
        table.AddRow(
            "photos",
            $"{Count(training.Labels.Values.Sum())}, {Count(result.FromCache)} of them from the cache"
        );
        foreach (var accuracy in result.Accuracy)
            table.AddRow(
                Markup.Escape($"accuracy, {accuracy.Precision}"),
                $"{EvaluationTable.Share(accuracy.Top1)}, with 95 % confidence {EvaluationTable.Share(accuracy.Interval.Low)} to {EvaluationTable.Share(accuracy.Interval.High)}; among the best 3 {EvaluationTable.Share(accuracy.Top3)}"
            );
        if (answered > 0)
            table.AddRow("expected calibration error", EvaluationTable.Share(ece));
        var confident = result.Answers.Where(a => a.Confidence?.IsConfident == true).ToList();
        if (confident.Count > 0)
            table.AddRow(
                "confident answers",
                $"{Ratio(confident.Count, answered)}, of them right {Ratio(confident.Count(a => a.IsRight), confident.Count)}"
            );
        table.AddRow("temperature", Number(training.Temperature));
        table.AddRow("regularization", Number(training.Regularization));
        table.AddRow("seconds", Number(training.Seconds));
        return table;
    }

    private static string Ratio(int part, int whole) => EvaluationTable.Share((double)part / whole);

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
