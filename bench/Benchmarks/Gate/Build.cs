using System.Diagnostics;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Processes;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>This program, built with the code of one commit.</summary>
/// <param name="Name">Name in messages.</param>
/// <param name="Program">Path of the assembly.</param>
internal sealed record Build(string Name, string Program)
{
    public static Build OfThisCode { get; } = new("this code", typeof(Build).Assembly.Location);

    /// <summary>Starts a process that measures one row.</summary>
    /// <exception cref="MeasuringException">This build has no such row, or cannot run it.</exception>
    public Subject Start(string row, InjectedFaults? faults = null) =>
        MeasuringProcess.Start(
            Name,
            new ProcessStartInfo(
                "dotnet",
                [
                    Program,
                    "measure",
                    row,
                    PhotoSet.Folder,
                    Invariant($"{faults?.Slowdown ?? 0}"),
                    $"{faults?.Bytes ?? 0}",
                ]
            )
        );
}
