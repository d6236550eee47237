namespace ClothesClassification.Samples.Tests;

internal static class Sample
{
    /// <summary>Runs a sample to its end, which has to be a good one; returns all that it printed.</summary>
    public static async Task<string> RunAsync(string project, params string[] arguments)
    {
        await using var sample = RunningProcess.StartProject(project, arguments, Path.GetTempPath());
        return (await sample.EndAsync()).OrFail().AllOutput;
    }
}
