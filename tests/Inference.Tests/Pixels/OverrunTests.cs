namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class OverrunTests
{
    [Fact]
    public void Resampler_stays_inside_of_its_source_and_target()
    {
        GuardedMemory.Require();
        OverrunChecks.Resampler(cases: 300);
    }

    [Fact]
    public void Each_pass_stays_inside_of_its_source_and_target()
    {
        GuardedMemory.Require();
        OverrunChecks.Passes(cases: 1000);
    }

    // Without this the tests above could pass with guards that guard nothing.
    [Theory]
    [InlineData(GuardBreach.AtEnd)]
    [InlineData(GuardBreach.AtStart)]
    public async Task A_single_byte_past_the_guard_ends_the_process(string breach)
    {
        GuardedMemory.Require();
        var child = await TestProcess.RunAsync([], new Dictionary<string, string?> { [GuardBreach.Variable] = breach });
        Assert.True(child.ExitCode != 0, child.Output);
        Assert.Contains("AccessViolationException", child.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"{nameof(GuardedMemory)}.{nameof(GuardedMemory.ReadAt)}",
            child.Output,
            StringComparison.Ordinal
        );
    }
}
