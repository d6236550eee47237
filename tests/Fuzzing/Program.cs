using ClothesClassification.Fuzzing;
using SharpFuzz;

const string usage = $"""
    fuzzing TARGET                 under afl-fuzz: see tests/Fuzzing/README.md
    fuzzing TARGET FILE...         run files, to look at a finding
    fuzzing TARGET --seeds FOLDER  write good files to start from
    Targets: {FuzzTarget.Names}.
    """;

using var target = args.Length == 0 ? null : FuzzTarget.Named(args[0]);
switch (args)
{
    case [_] when target is not null:
        Fuzzer.Run(stream => target.Run(Read(stream)));
        return 0;
    case [_, "--seeds", var folder] when target is not null:
        Seeds.Write(args[0], folder);
        return 0;
    case [_, .. var files] when target is not null:
        foreach (var file in files)
            Console.WriteLine($"{file}: {target.Run(File.ReadAllBytes(file))}");
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}

static byte[] Read(Stream stream)
{
    using var memory = new MemoryStream();
    stream.CopyTo(memory);
    return memory.ToArray();
}
