using System.CommandLine;
using ClothesClassification.Serving;

// The function behind the local gateway: latency and throughput, what the gateway adds, peak memory.
var photo = new Option<FileInfo>("--photo")
{
    Description = "A JPEG that every request carries.",
    DefaultValueFactory = _ => new FileInfo("samples/photos/dress.jpg"),
};
var requests = new Option<int>("--requests") { Description = "Requests of each row.", DefaultValueFactory = _ => 1000 };
var functions = new Option<int>("--functions")
{
    Description = "Processes of the function.",
    DefaultValueFactory = _ => Environment.ProcessorCount,
};
var output = new Option<string>("--output")
{
    Description = "Folder of the results.",
    DefaultValueFactory = _ => "bench/results",
    Recursive = true,
};
var load = new Command("load", "Latency and throughput with 1 caller, as many as processes, and eight times as many.")
{
    photo,
    requests,
    functions,
};
load.SetAction(
    (parsed, _) =>
        Load.RunAsync(
            Bytes(parsed.GetRequiredValue(photo)),
            parsed.GetValue(requests),
            parsed.GetValue(functions),
            parsed.GetRequiredValue(output)
        )
);

var gateway = new Command("gateway", "What the gateway adds to the function's own time.") { photo, requests };
gateway.SetAction(
    (parsed, _) =>
        Gateway.RunAsync(
            Bytes(parsed.GetRequiredValue(photo)),
            parsed.GetValue(requests),
            parsed.GetRequiredValue(output)
        )
);

var photos = new Argument<FileInfo[]>("photos") { Description = "Photos, in the order in which they are sent." };
var size = new Option<int>("--memory")
{
    Description = "What the function may use, in MB.",
    DefaultValueFactory = _ => 1769,
};
var memory = new Command("memory", "Peak memory of the function under large photos.") { photos, size };
memory.SetAction(
    (parsed, _) =>
        Memory.RunAsync(parsed.GetRequiredValue(photos), parsed.GetValue(size), parsed.GetRequiredValue(output))
);

return await new RootCommand("Measures the function behind the local gateway.") { load, gateway, memory, output }
    .Parse(args)
    .InvokeAsync();

static byte[] Bytes(FileInfo file) => File.ReadAllBytes(file.FullName);
