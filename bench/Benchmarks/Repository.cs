namespace ClothesClassification.Benchmarks;

/// <summary>Where files of the repository are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Model { get; } = Path.Combine(Root, "model");

    /// <summary>Folder of the committed results.</summary>
    public static string Results { get; } = Path.Combine(Root, "bench", "results");

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "clothes-classification.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The program must lie in the repository.");
        return folder;
    }
}
