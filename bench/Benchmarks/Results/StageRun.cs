using System.Diagnostics;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Inference;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>Where the time of a request goes: medians of each stage, in a picture.</summary>
internal static class StageRun
{
    private const int Calls = 300;
    private static readonly string[] Parts =
    [
        "read request",
        "decode",
        "resize",
        "ONNX Runtime",
        "ML.NET around it",
        "rank, write answer",
    ];

    public static int Run()
    {
        using var classifier = ImageClassifier.Load(Repository.Model);
        using var raw = Model.Raw("int8");
        using var writing = Messages.WriteAnswer();
        using var ranking = Ranks.Ours();
        var model = Median(raw);
        var answer = Median(writing) + Median(ranking);
        List<StageRow> rows = [];
        foreach (var name in PhotoSet.Names)
        {
            var photo = PhotoSet.Get(name);
            using var reading = Messages.ReadRequest(name);
            var durations = Enumerable.Range(0, Calls).Select(_ => classifier.Classify(photo).Durations).ToArray();
            var scoring = Median(durations, stages => stages.Model);
            rows.Add(
                new StageRow(
                    name,
                    Median(reading),
                    Median(durations, stages => stages.Decode),
                    Median(durations, stages => stages.Resize),
                    Math.Min(model, scoring),
                    Math.Max(0, scoring - model),
                    answer
                )
            );
            Console.WriteLine(rows[^1]);
        }

        var machine = Machine.Description();
        JsonFile.Write(Path.Combine(Repository.Results, "stages.json"), new { machine, rows });
        new BarChart(
            "Milliseconds of a request by stage, int8, one thread",
            Parts,
            [.. rows.Select(row => new Bar(row.Photo, [.. row.Microseconds().Select(time => time / 1000)]))],
            machine
        ).Write("stages.svg");
        return 0;
    }

    private static double Median(Subject subject)
    {
        List<double> times = [];
        for (var i = 0; i < 2 * Calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            subject.Run();
            // The first half is warm-up.
            if (i >= Calls)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return Math.Round(Measuring.Median.Of(times), 1);
    }

    private static double Median(StageDurations[] durations, Func<StageDurations, TimeSpan> stage) =>
        Math.Round(Measuring.Median.Of(durations.Select(stages => stage(stages).TotalMicroseconds)), 1);
}

/// <summary>Stages of a request with a photo, in microseconds.</summary>
internal sealed record StageRow(
    string Photo,
    double ReadRequest,
    double Decode,
    double Resize,
    double OnnxRuntime,
    double MLNet,
    double WriteAnswer
)
{
    public double[] Microseconds() => [ReadRequest, Decode, Resize, OnnxRuntime, MLNet, WriteAnswer];
}
