namespace ClothesClassification.Tests;

/// <summary>What the build made of the other projects, in the configuration of the tests themselves.</summary>
internal static class BuildOutput
{
    private static readonly string Own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

    /// <summary>The name of the output folder: debug or release.</summary>
    public static string Configuration { get; } = Path.GetFileName(Own);

    /// <summary>A project's own folder: the copy of its program beside a test may lack files.</summary>
    public static string Folder(string project) =>
        Path.GetFullPath(Path.Combine(Own, "..", "..", project, Configuration));

    public static string Program(string project) =>
        Path.Combine(Folder(project), $"ClothesClassification.{project}.dll");
}
