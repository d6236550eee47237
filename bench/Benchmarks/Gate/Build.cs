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
    // How fast a process is depends on where its code and data happen to lie, by some percent for as long as it lives.
    private const int Processes = 3;

    public static Build OfThisCode { get; } = new("this code", typeof(Build).Assembly.Location);

    /// <summary>Starts processes that measure one row.</summary>
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
            ),
            Processes
        );
}
