using System.Runtime.Intrinsics.X86;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Processes;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Rows;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>
/// One run of the gate: this code beside the base, row by row; the promised ratios; and a self-test, which must detect two
/// injected faults.
/// </summary>
/// <param name="output">Where the rows are written.</param>
internal sealed class GateRun(TextWriter output)
{
    /// <summary>How much slower than the base a row may be.</summary>
    public const double Margin = 1.06;

    /// <summary>How far above a promised ratio a measurement may be.</summary>
    public const double PromiseMargin = 1.05;

    private const double NoiseFloorNanoseconds = 30;
    private static readonly InjectedFaults[] SelfTestFaults = [new(Slowdown: 0.15), new(Bytes: 100_000)];
    private static readonly RowGate Gate = new(NoiseFloorNanoseconds);

    /// <summary>Compares with a base and checks the promises.</summary>
    /// <param name="base">The base, or why there is none.</param>
    /// <returns>Exit code: 0 if every row is within its limits and the self-test passed.</returns>
    public int Run(BaseRevision @base)
    {
        output.WriteLine($"{Machine.Description()}.");
        List<RowResult> results = [.. Compare(@base), .. Promises()];
        var selfTestPassed = Array.TrueForAll(SelfTestFaults, Detects);
        foreach (var result in results.Where(result => result.Failed))
            output.WriteLine(result.FailureMessage);
        return selfTestPassed && !results.Exists(result => result.Failed) ? 0 : 1;
    }

    /// <summary>Makes this commit the base for main, with its figures beside the base before it.</summary>
    /// <returns>Exit code: 0 if it is the base.</returns>
    public int MoveBase(Git git, BaseFile file)
    {
        if (git.Commit("HEAD") is not { } commit || git.Run("status", "--porcelain") is not "")
        {
            Console.Error.WriteLine(
                "Commit first: bench/base names a commit, and its figures are those of this work tree."
            );
            return 1;
        }

        var former = file.Commit is { } name ? git.Commit(name) : null;
        var figures = Compare(new BaseRevision(former, "the base before")).Select(result => result.Line);
        file.Write(commit, former, figures);
        return 0;
    }

    /// <summary>Measures the rows of the gate beside the base; none where there is no base.</summary>
    public List<RowResult> Compare(BaseRevision @base)
    {
        var (build, error) = @base.Commit is { } commit ? new BaseBuild(Repository.Root).Of(commit) : (null, @base.Why);
        if (build is null)
        {
            output.WriteLine(
                @base.Commit is null
                    ? $"There is no base to compare with, only the promises are checked: {error}."
                    : $"The base {@base.Commit} cannot be built, only the promises are checked: {error}"
            );
            return [];
        }

        output.WriteLine($"Beside {@base.Commit}: {@base.Why}.");
        PhotoSet.MakeAll();
        output.WriteLine(RowResult.Header);
        List<RowResult> results = [];
        foreach (var row in TableRows.Gated)
        {
            try
            {
                results.Add(Gate.Run(Pair(row, Build.OfThisCode, build), Margin, compareBytes: true));
                output.WriteLine(results[^1].Line);
            }
            catch (MeasuringException e) when (e.Name == build.Name)
            {
                output.WriteLine($"{row.Name}: not compared. {e.Message}");
            }
        }

        return results;
    }

    private List<RowResult> Promises()
    {
        if (!Avx2.IsSupported)
        {
            output.WriteLine("Promised ratios are those of x86-64 processors with AVX2, and are not checked here.");
            return [];
        }

        List<RowResult> results = [];
        foreach (var pair in Pairs.Checked)
        {
            results.Add(Gate.Run(pair, pair.Promised!.Value * PromiseMargin, compareBytes: false));
            output.WriteLine(results[^1].Line);
        }

        return results;
    }

    private bool Detects(InjectedFaults faults)
    {
        var row = TableRows.SelfTest;
        var pair = Pair(row, Build.OfThisCode, Build.OfThisCode, faults);
        var detected =
            Gate.Run(pair, Margin, compareBytes: true) is var result
            && (faults.Bytes > 0 ? result.AllocatesMore : result.IsSlower);
        var name = faults.Bytes > 0 ? $"{faults.Bytes:N0} bytes" : $"{faults.Slowdown * 100:F0} % of time";
        output.WriteLine($"Injected {name}: {(detected ? "detected" : "NOT DETECTED")}.");
        return detected;
    }

    private static Pair Pair(TableRow row, Build candidate, Build baseline, InjectedFaults? faults = null) =>
        new(row.Name, () => candidate.Start(row.Name, faults), () => baseline.Start(row.Name))
        {
            AllocationTolerance = row.AllocationTolerance,
        };
}
