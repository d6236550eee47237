using System.CommandLine;
using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Peer;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Results;
using ClothesClassification.Benchmarks.Rows;

// Tables by BenchmarkDotNet, ratios of interleaved runs, and the gate on them.
var table = new Option<string?>("--table") { Description = "Measure only this table, and write nothing." };
table.AcceptOnlyFromAmong([.. TableRows.Tables]);
var tables = new Command(
    "tables",
    "Measures all rows with BenchmarkDotNet, and writes bench/results/ and the tables of bench/README.md."
)
{
    table,
};
tables.SetAction(parsed => Tables.Run(parsed.GetValue(table)));

var record = new Option<string?>("--record") { Description = "A file that the ratios of this run are added to." };
var updateBaselines = new Option<bool>("--update-baselines")
{
    Description = "Write the medians of bench/results/gate-runs.json to bench/gate.json, and measure nothing.",
};
var gate = new Command("gate", "Compares with bench/gate.json, and fails if a row takes longer or allocates more.")
{
    record,
    updateBaselines,
};
gate.SetAction(parsed =>
{
    if (!parsed.GetValue(updateBaselines))
        return GateRun.Run(Limits.Read(), parsed.GetValue(record));
    GateRun.UpdateBaselines(Limits.Read(), GateRuns.Read());
    return 0;
});

var promises = new Command("promises", "Measures the promised ratios, and writes bench/results/promises.json.");
promises.SetAction(_ => Promises.Run(Limits.Read()));

var stages = new Command(
    "stages",
    "Measures where the time of a request goes; writes bench/results/stages.json and .svg."
);
stages.SetAction(_ => StageRun.Run());

var python = new Argument<string>("python") { Description = "A Python interpreter with the packages of the function." };
var folder = new Argument<DirectoryInfo>("folder")
{
    Description = "Folder of handler.py, which has classify_bytes(data).",
};
var peer = new Command("peer", "Measures Classify and a Python function in turn; writes bench/results/peer.json.")
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
var photos = new Command("photos", "Creates the photos to measure with, and prints their paths.") { names };
photos.SetAction(parsed =>
{
    foreach (var name in parsed.GetRequiredValue(names))
        Console.WriteLine(PhotoSet.PathOf(PhotoSet.Get(name).Name));
});

return new RootCommand("Measures the library and the function, and other ways to do the same.")
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
