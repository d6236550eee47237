using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Ratios;

namespace ClothesClassification.Benchmarks.Tests.Gate;

/// <summary>The gate on a fake clock: no test depends on the speed of the machine.</summary>
public sealed class RowGateTests
{
    private const string Row = "row";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_forty_runs_none_of_equal_code_fails_and_each_with_fifteen_percent_more_time(bool loaded)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            Assert.False(Run(seed, slower: 0, loaded).Failed);
            Assert.False(Run(seed, slower: 0.02, loaded).Failed);
            Assert.True(Run(seed, slower: 0.15, loaded).IsSlower);
        }
    }

    [Fact]
    public void Code_that_is_faster_passes() => Assert.Equal(Verdict.Within, Run(1, slower: -0.3).Verdict);

    [Fact]
    public void Subjects_that_are_slow_by_their_memory_are_created_again()
    {
        // The first of them only.
        var work = new FakeWork(1);
        var created = 0;
        var pair = new Pair(Row, () => work.Subject(created++ == 0 ? 1.2 : 1)(), work.Subject(1));

        var result = new RowGate(0, work.Clock).Run(pair, GateRun.Margin, compareBytes: false);

        Assert.Equal(2, created);
        Assert.False(result.Failed);
    }

    [Fact]
    public void Nanoseconds_below_the_noise_floor_pass_whatever_their_share() =>
        Assert.Equal(Verdict.Within, Run(1, slower: 0.4, noiseFloorNanoseconds: 5e5).Verdict);

    [Fact]
    public void One_byte_more_than_the_baseline_fails_unless_it_is_tolerated()
    {
        Assert.False(Allocate(100, 100).Failed);
        Assert.False(Allocate(99, 100).Failed);
        Assert.True(Allocate(101, 100).AllocatesMore);
        Assert.False(Allocate(164, 100, tolerance: 64).Failed);
        Assert.True(Allocate(165, 100, tolerance: 64).AllocatesMore);
        Assert.Contains("101 bytes, 100 are allowed", Allocate(101, 100).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void An_injected_array_is_counted()
    {
        var work = new FakeWork(1);
        var subject = new InjectedFaults(Bytes: 100_000).Into(work.Subject(1)());
        var pair = new Pair(Row, () => subject, work.Subject(1));

        var result = new RowGate(0, work.Clock).Run(pair, GateRun.Margin, compareBytes: true);

        Assert.InRange(result.Bytes!.Value - result.AllowedBytes!.Value, 100_000, 100_100);
    }

    private static RowResult Allocate(long bytes, long baseline, long tolerance = 0)
    {
        var work = new FakeWork(1);
        var pair = new Pair(
            Row,
            () => work.Subject(1)() with { Allocated = () => bytes },
            () => work.Subject(1)() with { Allocated = () => baseline }
        )
        {
            AllocationTolerance = tolerance,
        };
        return new RowGate(0, work.Clock).Run(pair, GateRun.Margin, compareBytes: true);
    }

    private static RowResult Run(int seed, double slower, bool loaded = false, double noiseFloorNanoseconds = 0)
    {
        var work = new FakeWork(seed) { IsLoaded = loaded };
        var pair = new Pair(Row, work.Subject(1 + slower), work.Subject(1));
        return new RowGate(noiseFloorNanoseconds, work.Clock).Run(pair, GateRun.Margin, compareBytes: false);
    }
}
