using ClothesClassification.Fuzzing;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Hostile;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Png;
using SharpFuzz;

const string usage = $"""
    fuzzing TARGET                 under afl-fuzz: see tests/Fuzzing/README.md
    fuzzing TARGET FILE...         run files, to look at a finding
    fuzzing TARGET --seeds FOLDER  write good files to start from
    Targets: {FuzzTarget.Names}.
    """;

if (args.Length == 0 || !FuzzTarget.Names.Split(", ").Contains(args[0]))
{
    Console.Error.WriteLine(usage);
    return 2;
}

// Made only when it is called: instrumented code may not run before the fuzzer has given it memory to count in.
FuzzTarget? target = null;
switch (args)
{
    case [var name]:
        Fuzzer.OutOfProcess.Run(stream => (target ??= new FuzzTarget(name)).Run(Read(stream)));
        break;
    case [var name, "--seeds", var folder]:
        var seeds = name switch
        {
            "jpeg" => TestJpegs.All().Select(jpeg => jpeg.Encode()),
            "png" => TestPng.Seeds(),
            _ => Enum.GetValues<PhotoFormat>().SelectMany(HostileSeeds.Of),
        };
        Directory.CreateDirectory(folder);
        foreach (var (i, seed) in seeds.Index())
            File.WriteAllBytes(Path.Combine(folder, $"{i:D2}"), seed);
        break;
    case [var name, .. var files]:
        target = new FuzzTarget(name);
        foreach (var file in files)
            Console.WriteLine($"{file}: {target.Run(File.ReadAllBytes(file))}");
        break;
}

target?.Dispose();
return 0;

static byte[] Read(Stream stream)
{
    using var memory = new MemoryStream();
    stream.CopyTo(memory);
    return memory.ToArray();
}
