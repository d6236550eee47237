using System.Globalization;
using Spectre.Console;

namespace ClothesClassification.Cli.Batch.Gathering;

/// <summary>Counts what a job has answered.</summary>
internal sealed class ResultsSummary
{
    private readonly Dictionary<string, Counts> labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Counts> problems = new(StringComparer.Ordinal);

    public long Answered { get; private set; }

    public long Unanswered { get; private set; }

    public void Add(Answer answer)
    {
        Answered++;
        var counts = Of(labels, answer.Label);
        counts.Photos++;
        if (answer.Confident == false)
            counts.NotConfident++;
    }

    public void Add(UnansweredPhoto photo)
    {
        Unanswered++;
        Of(problems, photo.Error.Title).Photos++;
    }

    /// <summary>Tables of labels and problems, most photos first.</summary>
    public void Write(IAnsiConsole console)
    {
        var table = new Table().SimpleBorder().AddColumn("label");
        foreach (var name in new[] { "photos", "share", "not confident" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var (label, counts) in InOrder(labels))
            table.AddRow(label, Number(counts.Photos), Share(counts.Photos), Number(counts.NotConfident));
        foreach (var (title, counts) in InOrder(problems))
            table.AddRow(Markup.Escape($"no answer: {title}"), Number(counts.Photos), Share(counts.Photos), "");
        table.AddRow("all", Number(Answered + Unanswered), "", Number(labels.Values.Sum(c => c.NotConfident)));
        console.Write(table);
    }

    private string Share(long photos) =>
        ((double)photos / (Answered + Unanswered)).ToString("P1", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, Counts>> InOrder(Dictionary<string, Counts> counts) =>
        counts.OrderByDescending(c => c.Value.Photos).ThenBy(c => c.Key, StringComparer.Ordinal);

    private static Counts Of(Dictionary<string, Counts> counts, string name) =>
        counts.TryGetValue(name, out var found) ? found : counts[name] = new Counts();

    private sealed class Counts
    {
        public long Photos { get; set; }

        public long NotConfident { get; set; }
    }
}
