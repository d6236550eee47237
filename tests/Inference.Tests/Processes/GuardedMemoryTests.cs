namespace ClothesClassification.Inference.Tests.Processes;

public sealed class GuardedMemoryTests
{
    // Without this the tests that use guards could pass with guards that guard nothing.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_single_byte_past_the_guard_ends_the_process(bool atEnd)
    {
        GuardedMemory.Require();
        await TestProcess.IsolateAsync(
            () =>
            {
                using var memory = GuardedMemory.Of([1, 2, 3], atEnd);
                // The bytes at the edges may be read: only what lies behind them ends the process.
                if (memory.ReadAt(0) == 1 && memory.ReadAt(2) == 3)
                    memory.ReadAt(atEnd ? 3 : -1);
            },
            child =>
            {
                Assert.True(child.ExitCode != 0, child.AllOutput);
                Assert.Contains("AccessViolationException", child.AllOutput, StringComparison.Ordinal);
                Assert.Contains("GuardedMemory.ReadAt", child.AllOutput, StringComparison.Ordinal);
            }
        );
    }
}
