using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Training;

/// <summary>Where features of photos are kept.</summary>
internal static class FeatureCache
{
    private const string What = "the features of photos";

    /// <summary>A given folder, or one in the user's folder for caches: <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> on Linux.</summary>
    /// <returns>Null where none is given, and the user's cannot be written to.</returns>
    /// <exception cref="UsageException">The given one cannot be written to.</exception>
    public static string? Open(string? folder)
    {
        if (folder is null)
            return Default();
        WritableFolder.Make(folder, What);
        return folder;
    }

    private static string? Default()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches =
            OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given ? given
            : Path.Combine(home, ".cache");
        if (!Path.IsPathRooted(caches))
            return null;
        var folder = Path.Combine(caches, "clothes-classification");
        try
        {
            WritableFolder.Make(folder, What);
            return folder;
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
