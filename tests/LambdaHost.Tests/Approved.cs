namespace ClothesClassification.LambdaHost.Tests;

/// <summary>Compares lines with a file beside the tests; with CLOTHES_APPROVE=true it writes the file instead.</summary>
internal static class Approved
{
    public static void Check(string file, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "tests", "LambdaHost.Tests", file);
        if (Environment.GetEnvironmentVariable("CLOTHES_APPROVE") == "true")
            File.WriteAllLines(path, lines);
        Assert.Equal(File.ReadAllLines(path), lines);
    }
}
