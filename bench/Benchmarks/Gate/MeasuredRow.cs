using System.Globalization;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Rows;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>One row in a process of its own, measured on request: the other end of Processes/MeasuringProcess.cs.</summary>
internal static class MeasuredRow
{
    /// <param name="row">Name of the row; BenchmarkDotNet's benchmark of that row is run.</param>
    /// <param name="faults">Faults for the self-test of the gate.</param>
    /// <returns>Exit code.</returns>
    public static int Run(string row, InjectedFaults faults)
    {
        var benchmark = new RowBenchmark { Row = row };
        benchmark.SetUp();
        var subject = faults.Into(new Subject(benchmark.Run));
        subject.Run();
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            var answer =
                line == "bytes"
                    ? Allocation.Of(subject.Run)
                    : Nanoseconds(subject.Run, int.Parse(line, CultureInfo.InvariantCulture));
            Console.WriteLine(answer.ToString("R", CultureInfo.InvariantCulture));
        }

        benchmark.CleanUp();
        return 0;
    }

    private static double Nanoseconds(Action run, int calls)
    {
        var start = Interleaved.ProcessorTime();
        for (var i = 0; i < calls; i++)
            run();
        return (Interleaved.ProcessorTime() - start).TotalNanoseconds / calls;
    }
}
