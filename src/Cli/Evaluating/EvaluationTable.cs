using System.Globalization;
using ClothesClassification.Cli.Explaining;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Cli.Output;
using Spectre.Console;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Writes a report for people.</summary>
internal static class EvaluationTable
{
    public static void Write(EvaluationReport report)
    {
        using var output = new OutputConsole();
        var console = output.Console;
        console.Write(Summary(report));
        console.Write(PerClass(report));
        console.Write(Confusion(report.Confusion));
        if (report.Unknown is { } unknown)
        {
            console.Write(Areas(unknown));
            console.Write(Thresholds(unknown));
        }

        output.Text.WriteLine(ExplanationPicture.Caution);
    }

    private static Table Areas(UnknownReport unknown)
    {
        var table = new Table().NoBorder().HideHeaders().AddColumns("name", "value");
        table.AddRow("photos of other things", unknown.Photos.ToString(CultureInfo.InvariantCulture));
        table.AddRow("failed", unknown.Failed.ToString(CultureInfo.InvariantCulture));
        table.AddRow("area under the curve, best score", Share(unknown.BestScore.Area));
        table.AddRow("area under the curve, likeness", Share(unknown.Likeness?.Area));
        table.AddRow("labels' photos called confident", Share(unknown.Confident?.Known));
        table.AddRow("share of those that is right", Share(unknown.Confident?.KnownRight));
        table.AddRow("other photos called confident", Share(unknown.Confident?.Unknown));
        return table;
    }

    private static Table Thresholds(UnknownReport unknown)
    {
        var table = new Table().SimpleBorder().AddColumn("threshold");
        foreach (var name in new[] { "score: lost", "accepted", "likeness: lost", "accepted" })
            table.AddColumn(new TableColumn(name).RightAligned());
        for (var i = 0; i < unknown.BestScore.Points.Count; i++)
        {
            var (score, likeness) = (unknown.BestScore.Points[i], unknown.Likeness?.Points[i]);
            table.AddRow(
                score.Threshold.ToString(CultureInfo.InvariantCulture),
                Share(score.KnownLost),
                Share(score.UnknownAccepted),
                Share(likeness?.KnownLost),
                Share(likeness?.UnknownAccepted)
            );
        }

        return table;
    }

    private static Table Summary(EvaluationReport report)
    {
        var table = new Table().NoBorder().HideHeaders().AddColumns("name", "value");
        table.AddRow("accuracy", Share(report.Accuracy));
        table.AddRow("top 3", Share(report.Top3));
        table.AddRow($"expected calibration error ({CalibrationError.BinCount} bins)", Share(report.Ece));
        table.AddRow("photos", report.Photos.ToString(CultureInfo.InvariantCulture));
        table.AddRow("failed", report.Failed.ToString(CultureInfo.InvariantCulture));
        if (report.LatencyMs is { } latency)
            table.AddRow(
                "milliseconds for a photo",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean {latency.Mean:F2}, p50 {latency.P50:F2}, p90 {latency.P90:F2}, p99 {latency.P99:F2}, max {latency.Max:F2}"
                )
            );
        return table;
    }

    /// <summary>Precision, recall and F1 of each label.</summary>
    public static Table PerClass(EvaluationReport report)
    {
        var table = new Table().SimpleBorder().AddColumn("label");
        foreach (var name in new[] { "precision", "recall", "F1", "photos" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var (label, metrics) in report.PerClass)
        {
            table.AddRow(
                Markup.Escape(label),
                Share(metrics.Precision),
                Share(metrics.Recall),
                Share(metrics.F1),
                metrics.Support.ToString(CultureInfo.InvariantCulture)
            );
        }

        return table;
    }

    private static Table Confusion(ConfusionCounts confusion)
    {
        var table = new Table().SimpleBorder().AddColumn("is \\ predicted");
        foreach (var label in confusion.Labels)
            table.AddColumn(new TableColumn(Markup.Escape(label)).RightAligned());
        for (var i = 0; i < confusion.Labels.Count; i++)
        {
            var counts = confusion.Counts[i].Select(c => c == 0 ? "." : c.ToString(CultureInfo.InvariantCulture));
            table.AddRow([Markup.Escape(confusion.Labels[i]), .. counts]);
        }

        return table;
    }

    /// <summary>A share with four digits, and a dash for none.</summary>
    public static string Share(double? share) => share?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";
}
