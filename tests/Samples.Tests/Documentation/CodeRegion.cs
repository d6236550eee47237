namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>Named regions of a source file, each moved to the left edge, with an empty line between.</summary>
internal static class CodeRegion
{
    /// <param name="source">File, relative to the repository, and regions, as in <c>file.cs#usings,region</c>.</param>
    public static string Read(string source)
    {
        var (file, regions) = (source.Split('#')[0], source.Split('#')[1]);
        var lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, file));
        return string.Join('\n', regions.Split(',').Select(region => Read(lines, region, file)));
    }

    private static string Read(string[] lines, string region, string file)
    {
        var start = Array.FindIndex(lines, line => line.Trim() == $"#region {region}");
        Assert.True(start >= 0, $"{file} has no region {region}.");
        var end = Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
        var inside = lines[(start + 1)..end];
        var indent = inside.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Concat(inside.Select(line => (line.Length == 0 ? line : line[indent..]) + "\n"));
    }
}
