using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Ratios;

namespace ClothesClassification.Benchmarks.Tests.Gate;

public sealed class LimitsTests
{
    private const string Row = "row";
    private static readonly Processor Here = new("wide vectors", "maker 1.2");
    private static readonly Processor OtherModel = Here with { Model = "maker 1.3" };

    [Fact]
    public void On_another_processor_only_the_promised_ratio_counts()
    {
        var limits = Create(ratio: 1, promisedRatio: 1.3);

        Assert.Equal(1.1, limits.MaxRatio(Row, Here)!.Value, 6);
        Assert.Equal(1.3, limits.MaxRatio(Row, OtherModel));
        Assert.Null(Create().MaxRatio(Row, OtherModel));
        Assert.Null(limits.MaxRatio(Row, Here with { Instructions = "narrow vectors" }));
    }

    [Fact]
    public void A_promised_ratio_has_no_margin() =>
        Assert.Equal(1.05, Create(ratio: 1, promisedRatio: 1.05).MaxRatio(Row, Here));

    [Fact]
    public void Every_row_of_the_gate_has_limits_and_every_limit_a_row() =>
        Assert.Equal(Pairs.Gated.Select(pair => pair.Name).Order(StringComparer.Ordinal), Limits.Read().Rows.Keys);

    [Fact]
    public void The_margin_covers_the_deviation_of_recorded_runs_of_unchanged_code()
    {
        var limits = Limits.Read();
        var runs = GateRuns.Read();
        var times = JsonFile.Read<RatioResults>(Path.Combine(Repository.Results, "promises.json")).Rows;

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

    private static Limits Create(double ratio = 1, double? promisedRatio = null) =>
        new(Here, 1.1, 0, new(StringComparer.Ordinal) { [Row] = new RowLimit(ratio, 0, promisedRatio) });
}
