using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Training;

/// <summary>Where features of photos are kept.</summary>
internal static class FeatureCache
{
    /// <summary>The folder for caches of this user, as the system has it: <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> on Linux.</summary>
    /// <returns>Null where there is none that can be written to.</returns>
    public static string? Default()
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
            WritableFolder.Make(folder, "features of photos");
            return folder;
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
