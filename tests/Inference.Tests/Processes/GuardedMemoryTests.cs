namespace ClothesClassification.Inference.Tests.Processes;

public sealed class GuardedMemoryTests
{
    // Without this the tests that use guards could pass with guards that guard nothing.
    [Theory]
    [InlineData(GuardBreach.AtEnd)]
    [InlineData(GuardBreach.AtStart)]
    public async Task A_single_byte_past_the_guard_ends_the_process(string breach)
    {
        GuardedMemory.Require();
        var child = await TestProcess.RunAsync([], new Dictionary<string, string?> { [GuardBreach.Variable] = breach });
        Assert.True(child.ExitCode != 0, child.AllOutput);
        Assert.Contains("AccessViolationException", child.AllOutput, StringComparison.Ordinal);
        Assert.Contains(
            $"{nameof(GuardedMemory)}.{nameof(GuardedMemory.ReadAt)}",
            child.AllOutput,
            StringComparison.Ordinal
        );
    }
}
