using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Processes;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Rows;

namespace ClothesClassification.Benchmarks.Tests.Gate;

public sealed class GateRunTests
{
    [Fact]
    public void Without_a_base_no_row_is_compared_and_one_sentence_says_so()
    {
        using var output = new StringWriter();

        Assert.Empty(new GateRun(output).Compare(new BaseRevision(null, "the clone is shallow")));
        Assert.Equal(
            "There is no base to compare with, only the promises are checked: the clone is shallow.",
            output.ToString().Trim()
        );
    }

    [Fact]
    public void A_base_that_these_benchmarks_do_not_fit_is_named_with_the_first_error()
    {
        using var repository = new TestRepository();

        var (build, error) = new BaseBuild(repository.Root).Of(repository.First);

        Assert.Null(build);
        Assert.Contains("error", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void A_commit_that_is_not_there_cannot_be_built()
    {
        using var repository = new TestRepository();

        var (build, error) = new BaseBuild(repository.Root).Of(new string('1', 40));

        Assert.Null(build);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_row_that_a_build_cannot_run_is_an_error_that_names_the_build()
    {
        var error = Assert.Throws<MeasuringException>(() => Build.OfThisCode.Start("no such row"));

        Assert.Equal(Build.OfThisCode.Name, error.Name);
    }

    [Fact]
    public void A_row_measures_itself_in_a_process_and_an_injected_array_is_counted_to_the_byte()
    {
        var row = TableRows.Gated.Single(row => row.Method == "rank").Name;
        using var plain = Build.OfThisCode.Start(row);
        using var faulty = Build.OfThisCode.Start(row, new InjectedFaults(Bytes: 1000));

        Assert.InRange(plain.Measure!(1000), 1, 1e9);
        // An array's header is 24 bytes.
        Assert.Equal(1024, faulty.Allocated!() - plain.Allocated!());
    }

    [Fact]
    public void Promises_and_compared_rows_are_there()
    {
        Assert.NotEmpty(Pairs.Checked);
        Assert.NotEmpty(TableRows.Gated);
        Assert.Equal("Classify", TableRows.SelfTest.Method);
    }
}
