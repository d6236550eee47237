using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Tests.Gate;

/// <summary>The gate on a fake clock: no test depends on the speed of the machine.</summary>
public sealed class RowGateTests
{
    private static readonly Processor Here = new("wide vectors", "maker 1.2");
    private const string Row = "row";

    [Fact]
    public void Of_twenty_runs_none_fails_within_the_margin_and_each_with_fifteen_percent_more_time()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(Verdict.Within, Run(seed, slower: 0).Verdict);
            Assert.False(Run(seed, slower: 0.05).Failed);
            Assert.True(Run(seed, slower: 0.15).IsSlower);
        }
    }

    [Fact]
    public void Nanoseconds_below_the_noise_floor_pass_whatever_their_share()
    {
        var limits = Limits() with { NoiseFloorNanoseconds = 5e5 };

        Assert.Equal(Verdict.Within, Run(1, slower: 0.4, limits).Verdict);
    }

    [Fact]
    public void An_injected_allocation_is_detected_and_one_byte_above_the_limit_fails()
    {
        var work = new FakeWork(1);
        var pair = new Pair(Row, work.Subject(1), work.Subject(1));
        var gate = new RowGate(Limits(), Here, work.Clock);

        var result = gate.Run(pair, subject => InjectedFaults.Allocating(subject, 100_000));

        Assert.True(result.AllocatesMore);
        Assert.InRange(result.AllocatedBytes, 100_000, 100_100);
        Assert.Contains("0 are allowed", result.FailureMessage, StringComparison.Ordinal);
        Assert.False((result with { AllowedBytes = result.AllocatedBytes }).AllocatesMore);
        Assert.True((result with { AllowedBytes = result.AllocatedBytes - 1 }).AllocatesMore);
    }

    private static Limits Limits() => new(Here, 1.1, 0, new(StringComparer.Ordinal) { [Row] = new RowLimit(1, 0) });

    private static RowResult Run(int seed, double slower, Limits? limits = null)
    {
        var work = new FakeWork(seed);
        // Candidate and baseline cost the same, so that a result within the limit is close to it.
        var pair = new Pair(Row, work.Subject(1), work.Subject(1));
        Func<Subject, Subject>? fault = slower > 0 ? subject => work.Slower(subject, slower) : null;
        return new RowGate(limits ?? Limits(), Here, work.Clock).Run(pair, fault);
    }
}
