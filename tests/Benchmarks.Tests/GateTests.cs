using System.Text.Json;
using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Results;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Tests;

/// <summary>What the gate lets through, on a clock of its own: no test depends on how fast a machine is.</summary>
public sealed class GateTests
{
    private static readonly Processor Here = new("wide vectors", "maker 1.2");
    private static readonly Processor OtherModel = Here with { Model = "maker 1.3" };
    private const string Row = "row";

    [Fact]
    public void Unchanged_code_passes_twenty_times_in_a_row()
    {
        for (var seed = 0; seed < 20; seed++)
            Assert.Equal(Verdict.Within, Run(seed, slower: 0).Verdict);
    }

    [Fact]
    public void Fifteen_percent_more_time_fails_each_time()
    {
        for (var seed = 0; seed < 20; seed++)
            Assert.True(Run(seed, slower: 0.15).IsSlower);
    }

    [Fact]
    public void Time_within_the_margin_does_not_fail()
    {
        for (var seed = 0; seed < 20; seed++)
            Assert.False(Run(seed, slower: 0.05).Fails);
    }

    [Fact]
    public void Few_nanoseconds_more_are_noise_however_large_their_share()
    {
        var limits = Limits() with { NoiseFloorNanoseconds = 5e5 };

        Assert.Equal(Verdict.Within, Run(1, slower: 0.4, limits).Verdict);
    }

    [Fact]
    public void Planted_hundred_kilobytes_are_found_and_one_byte_more_than_allowed_fails()
    {
        var work = new FakeWork(1);
        var pair = new Pair(Row, work.Subject(1), work.Subject(1));
        var gate = new RowGate(Limits(), Here, work.Clock);

        var result = gate.Run(pair, subject => Plants.Larger(subject, 100_000));

        Assert.True(result.AllocatesMore);
        Assert.InRange(result.AllocatedBytes, 100_000, 100_100);
        Assert.Contains("0 are allowed", RowTable.Complaint(result), StringComparison.Ordinal);
        Assert.False((result with { AllowedBytes = result.AllocatedBytes }).AllocatesMore);
        Assert.True((result with { AllowedBytes = result.AllocatedBytes - 1 }).AllocatesMore);
    }

    [Fact]
    public void On_another_processor_only_what_is_promised_counts()
    {
        var limits = Limits(ratio: 1, asked: 1.3);

        Assert.Equal(1.1, limits.Ratio(Row, Here)!.Value, 6);
        Assert.Equal(1.3, limits.Ratio(Row, OtherModel));
        Assert.Null(Limits().Ratio(Row, OtherModel));
        Assert.Null(limits.Ratio(Row, Here with { Instructions = "narrow vectors" }));
    }

    [Fact]
    public void A_promise_is_kept_without_a_margin() =>
        Assert.Equal(1.05, Limits(ratio: 1, asked: 1.05).Ratio(Row, Here));

    [Fact]
    public void Every_row_of_the_gate_has_limits_and_every_limit_a_row() =>
        Assert.Equal(Pairs.Gated.Select(pair => pair.Name).Order(StringComparer.Ordinal), Gate.Limits.Read().Rows.Keys);

    [Fact]
    public void Margin_covers_what_recorded_runs_of_unchanged_code_strayed()
    {
        var limits = Gate.Limits.Read();
        var runs = GateRuns.Read();
        var promises = File.ReadAllText(Path.Combine(Tables.Folder, "promises.json"));
        var times = JsonSerializer.Deserialize(promises, ResultJson.Default.PromiseResults)!.Rows;

        Assert.True(runs.Runs >= 20, $"{runs.Runs} runs are recorded.");
        Assert.InRange(limits.Margin, 1, 1.149);
        Assert.All(
            runs.Rows,
            row =>
            {
                Assert.Equal(0, row.Value.Failures);
                var baseline = times.Single(time => time.Name == row.Key).BaselineNanoseconds;
                var allowed = (Median.Of(row.Value.Ratios) * limits.Margin) + (limits.NoiseFloorNanoseconds / baseline);
                Assert.InRange(row.Value.Ratios.Max(), 0, allowed);
            }
        );
    }

    private static Limits Limits(double ratio = 1, double? asked = null) =>
        new(Here, 1.1, 0, new(StringComparer.Ordinal) { [Row] = new RowLimit(ratio, 0, asked) });

    private static RowResult Run(int seed, double slower, Limits? limits = null)
    {
        var work = new FakeWork(seed);
        // The second subject costs as much: what is within is not within by far.
        var pair = new Pair(Row, work.Subject(1), work.Subject(1));
        Func<Subject, Subject>? plant = slower > 0 ? subject => work.Slower(subject, slower) : null;
        return new RowGate(limits ?? Limits(), Here, work.Clock).Run(pair, plant);
    }
}
