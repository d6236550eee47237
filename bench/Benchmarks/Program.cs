using System.CommandLine;
using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Peer;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Results;

// Tables by BenchmarkDotNet, ratios of interleaved runs, and the gate on them.
var filter = new Option<string>("--filter")
{
    Description = "Rows of the tables, by class and method, such as '*Classify*'.",
    DefaultValueFactory = _ => "*",
};
var tables = new Command(
    "tables",
    "Measures all rows with BenchmarkDotNet, and writes bench/results/ and the tables of bench/README.md."
)
{
    filter,
};
tables.SetAction(parsed => Tables.Run(parsed.GetRequiredValue(filter)));

var record = new Option<string?>("--record") { Description = "A file to which the ratios of this run are added." };
var learn = new Option<bool>("--learn")
{
    Description = "Make the medians of bench/results/gate-runs.json the limits, bench/gate.json, and measure nothing.",
};
var gate = new Command("gate", "Compares with bench/gate.json, and fails where a row takes longer or allocates more.")
{
    record,
    learn,
};
gate.SetAction(parsed =>
{
    if (!parsed.GetValue(learn))
        return GateRun.Run(Limits.Read(), parsed.GetValue(record));
    GateRun.Learn(Limits.Read(), GateRuns.Read());
    return 0;
});

var promises = new Command(
    "promises",
    "Measures what the project promises, and writes it to bench/results/promises.json."
);
promises.SetAction(_ => Promises.Run(Limits.Read()));

var stages = new Command(
    "stages",
    "Measures where the time of a request goes; writes bench/results/stages.json and .svg."
);
stages.SetAction(_ => StageRun.Run());

var python = new Argument<string>("python") { Description = "The Python interpreter, with what the function needs." };
var folder = new Argument<DirectoryInfo>("folder")
{
    Description = "Folder of handler.py, which has classify_bytes(data).",
};
var peer = new Command("peer", "Measures Classify in turn with a Python function; writes bench/results/peer.json.")
{
    python,
    folder,
};
peer.SetAction(parsed => PeerRun.Run(parsed.GetRequiredValue(python), parsed.GetRequiredValue(folder).FullName));

var names = new Argument<string[]>("names")
{
    Description = "Such as jpeg-12mp.",
    DefaultValueFactory = _ => [.. PhotoSet.Names],
};
var photos = new Command("photos", "Makes photos to measure with, and prints where they are.") { names };
photos.SetAction(parsed =>
{
    foreach (var name in parsed.GetRequiredValue(names))
        Console.WriteLine(PhotoSet.PathOf(PhotoSet.Get(name).Name));
});

return new RootCommand("How long things take, beside other ways to do them.")
{
    tables,
    gate,
    promises,
    stages,
    peer,
    photos,
}
    .Parse(args)
    .Invoke();
