using ClothesClassification.Fuzzing;
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
        Fuzzer.OutOfProcess.Run(stream => (target ??= FuzzTarget.Named(name)).Run(Read(stream)));
        break;
    case [var name, "--seeds", var folder]:
        Seeds.Write(name, folder);
        break;
    case [var name, .. var files]:
        target = FuzzTarget.Named(name);
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
