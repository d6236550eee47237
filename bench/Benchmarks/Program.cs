using ClothesClassification.Benchmarks;
using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Processes;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Results;
using ClothesClassification.Benchmarks.Rows;
using ClothesClassification.Benchmarks.Simulation;

const string Usage = """
    Measures the library and the function, and other ways to do the same. Results go to bench/results/ and bench/README.md.

      tables                    all rows by BenchmarkDotNet
      tables --table NAME       only this table; writes nothing
      promises                  the promised ratios
      stages                    where the time of a request goes
      gate [--base REV]         compare with the code of another commit, and check the promised ratios
      set-base                  make this commit the one that main is compared with: bench/base
      throughput                requests a second under ASP.NET, beside a small program of its own
      peer PYTHON FOLDER        the library and a Python function in turn
      peer PYTHON FOLDER PHOTOS the same, and Skia, with a folder of photos; writes nothing
      simulate                  how long a job over photos in S3 takes, by simulation: the table of docs/batch.md

    They need ./build.sh package and Linux:

      cold-start                    from process start to the first answer
      cold-start FOLDER COMMAND...  in turn with another function
      load                          latency and throughput behind the local gateway
      gateway                       what the local gateway adds
      memory                        peak memory of the function under large photos
    """;

var git = new Git(Repository.Root);
switch (args)
{
    case ["tables"]:
        return Tables.Run(null);
    case ["tables", "--table", var table] when TableRows.Tables.Contains(table):
        return Tables.Run(table);
    case ["promises"]:
        return RatioTables.WritePromises();
    case ["stages"]:
        return StageRun.Run();
    case ["gate"]:
        return new GateRun(Console.Out).Run(BaseRevision.Choose(git, BaseFile.OfRepository));
    case ["gate", "--base", var revision]:
        if (BaseRevision.Asked(git, revision) is { } asked)
            return new GateRun(Console.Out).Run(asked);
        Console.Error.WriteLine($"git knows no commit '{revision}'.");
        return 2;
    case ["set-base"]:
        return new GateRun(Console.Out).MoveBase(git, BaseFile.OfRepository);
    // What the gate starts.
    case ["measure", var row, var photos, var slowdown, var bytes]:
        PhotoSet.Folder = photos;
        return MeasuredRow.Run(row, InjectedFaults.Parse(slowdown, bytes));
    case ["simulate"]:
        return MapTable.Write();
    case ["throughput"]:
        return await Throughput.RunAsync();
    case ["peer", var python, var folder]:
        return RatioTables.WritePeer(python, Path.GetFullPath(folder));
    case ["peer", var python, var folder, var photos]:
        return RatioTables.ComparePhotos(python, Path.GetFullPath(folder), photos);
    case ["cold-start"]:
        return ColdStart.Run();
    case ["cold-start", var folder, .. { Length: > 0 } command]:
        return ColdStart.Run(new Candidate("baseline", command, folder));
    case ["load"]:
        return await Load.RunAsync();
    case ["gateway"]:
        return await Gateway.RunAsync();
    case ["memory"]:
        return await Memory.RunAsync();
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
