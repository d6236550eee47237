using System.CommandLine;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.ColdStart;
using ClothesClassification.Measuring;

// From process start to the first answer: the function as deployed, in turn with a baseline if one is given.
var photo = new Argument<FileInfo>("photo") { Description = "A JPEG to classify." };
var rounds = new Option<int>("--rounds")
{
    Description = "Starts of each; the first of each is not counted.",
    DefaultValueFactory = _ => 15,
};
var bootstrap = new Option<string>("--bootstrap")
{
    Description = "The function.",
    DefaultValueFactory = _ => "artifacts/function-x64/bootstrap",
};
var baseline = new Option<string?>("--baseline")
{
    Description = "A command to compare with, such as a Python function.",
};
var baselineFolder = new Option<string?>("--baseline-folder") { Description = "Where the baseline runs." };
var core = new Option<int>("--core")
{
    Description = "The one processor that functions may use.",
    DefaultValueFactory = _ => 1,
};
var output = new Option<string>("--output")
{
    Description = "Folder of the results.",
    DefaultValueFactory = _ => "bench/results",
};
var command = new RootCommand("Measures cold starts: medians of interleaved runs, and their ratio.")
{
    photo,
    rounds,
    bootstrap,
    baseline,
    baselineFolder,
    core,
    output,
};
command.SetAction(parsed =>
{
    var @event = Events.Photo(new BenchPhoto("photo", File.ReadAllBytes(parsed.GetRequiredValue(photo).FullName)));
    List<Candidate> candidates = [new("this function", [Path.GetFullPath(parsed.GetRequiredValue(bootstrap))], null)];
    if (parsed.GetValue(baseline) is { } other)
        candidates.Add(new Candidate("baseline", other.Split(' '), parsed.GetValue(baselineFolder)));
    for (var round = 0; round < parsed.GetValue(rounds); round++)
    {
        foreach (var candidate in candidates)
        {
            var start = FirstAnswer.Measure(candidate, @event, parsed.GetValue(core));
            if (round > 0)
                candidate.Starts.Add(start);
        }
    }

    var result = Result.Of(candidates);
    Console.WriteLine(result.Table());
    var folder = Directory.CreateDirectory(parsed.GetRequiredValue(output)).FullName;
    JsonFile.Write(Path.Combine(folder, "cold-start.json"), result, ResultContext.Default.Result);
    var chart = new BarChart(
        "Process start to first answer, one processor, ms",
        ["init", "first request"],
        [.. result.Rows.Select(row => new Bar(row.Name, row.InitMs, row.AnswerMs - row.InitMs))],
        result.Machine
    )
    {
        Format = "F0",
    };
    File.WriteAllText(Path.Combine(folder, "cold-start.svg"), chart.ToString());
});
return command.Parse(args).Invoke();
