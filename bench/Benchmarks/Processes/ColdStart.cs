using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>From process start to the first answer: the function as deployed, in turn with a baseline if one is given.</summary>
internal static class ColdStart
{
    private const int Rounds = 31;

    public static int Run(params IEnumerable<Candidate> baseline)
    {
        var @event = Events.Photo(ServedApi.Photo);
        var function = Path.Combine(Repository.Root, "artifacts", "function-x64", "bootstrap");
        List<(Candidate Candidate, List<Start> Starts)> all = [];
        foreach (var candidate in baseline.Prepend(new Candidate("this function", [function], null)))
            all.Add((candidate, []));
        // The first start of each reads its files from the disk, and is not counted.
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (candidate, starts) in all)
            {
                var start = FirstAnswer.Measure(candidate, @event);
                if (round > 0)
                    starts.Add(start);
            }
        }

        List<ColdStartRow> rows = [.. all.Select(one => Row(one.Candidate.Name, one.Starts))];
        double? ratio =
            all.Count == 2
                ? Median.Of(all[0].Starts.Zip(all[1].Starts, (ours, theirs) => ours.AnswerMs / theirs.AnswerMs))
                : null;
        rows.ForEach(Console.WriteLine);
        if (ratio is not null)
            Console.WriteLine(Invariant($"Ratio of first answers, median of the rounds: {ratio:F2}"));
        var machine = Machine.Description();
        JsonFile.Write(
            Path.Combine(Repository.Results, "cold-start.json"),
            new
            {
                machine,
                rows,
                ratio,
            }
        );
        new BarChart(
            "Process start to first answer, one processor, ms",
            ["init", "first request"],
            [.. rows.Select(row => new Bar(row.Name, row.InitMs, row.AnswerMs - row.InitMs))],
            machine
        )
        {
            Format = "F0",
        }.Write("cold-start.svg");
        return 0;
    }

    private static ColdStartRow Row(string name, List<Start> starts) =>
        new(
            name,
            starts.Count,
            Median.Of(starts.Select(start => start.InitMs)),
            Median.Of(starts.Select(start => start.AnswerMs)),
            starts.Min(start => start.AnswerMs)
        );
}

/// <summary>A function to start.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Where it runs; null for here.</param>
internal sealed record Candidate(string Name, IReadOnlyList<string> Command, string? Folder);

/// <summary>Medians of one candidate, in milliseconds from process start.</summary>
internal sealed record ColdStartRow(string Name, int Starts, double InitMs, double AnswerMs, double FastestMs);
