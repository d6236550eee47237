using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ClothesClassification.Cli.Photos;

/// <summary>What one argument stands for: files, and what is wrong where there are none.</summary>
/// <param name="Paths">The files, in order of their names.</param>
/// <param name="Error">Why there are none; null where there are.</param>
internal readonly record struct PhotoPaths(IReadOnlyList<string> Paths, string? Error)
{
    public const string Extensions = ".jpg, .jpeg, .png, .webp, .gif, .bmp";
    private static readonly string[] Known = Extensions.Split(", ");

    /// <summary>A file stands for itself, a folder for all photos in it and below, a pattern with * for what it matches.</summary>
    public static PhotoPaths Of(string argument)
    {
        if (Directory.Exists(argument))
            return OfFolder(argument);
        if (argument.Contains('*', StringComparison.Ordinal) && !File.Exists(argument))
            return OfPattern(argument);
        return new PhotoPaths([argument], null);
    }

    private static PhotoPaths OfFolder(string folder)
    {
        try
        {
            var files = new FileSystemEnumerable<string>(
                folder,
                (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false }
            )
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsPhoto(entry.FileName),
                // Links to folders are not followed: they may lead in a circle.
                ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                    !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            };
            return Sorted(files, $"{folder}: no photos in this folder (looked for {Extensions}).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PhotoPaths([], $"{folder}: {e.Message}");
        }
    }

    private static PhotoPaths OfPattern(string pattern)
    {
        // The matcher wants the folder in front of the first part with a star apart from the rest.
        var parts = pattern.Replace('\\', Path.AltDirectorySeparatorChar).Split('/');
        var first = Array.FindIndex(parts, p => p.Contains('*', StringComparison.Ordinal));
        var folder = first == 0 ? "." : string.Join('/', parts[..first]) + "/";
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(string.Join('/', parts[first..]));
        var matches = Directory.Exists(folder)
            ? matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder))).Files
            : [];
        return Sorted(
            matches.Select(m => first == 0 ? m.Path : folder + m.Path).Where(p => IsPhoto(p)),
            $"{pattern}: no photo matches (looked for {Extensions})."
        );
    }

    private static PhotoPaths Sorted(IEnumerable<string> files, string none)
    {
        var paths = files.Order(StringComparer.Ordinal).ToList();
        return new PhotoPaths(paths, paths.Count == 0 ? none : null);
    }

    private static bool IsPhoto(ReadOnlySpan<char> name)
    {
        foreach (var extension in Known)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
