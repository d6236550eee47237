using System.Globalization;
using ClothesClassification.Inference.Photos;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ClothesClassification.Cli.Photos;

/// <summary>What one argument of the command line stands for.</summary>
/// <param name="Photos">The photos in order of their names, and what cannot be read among them.</param>
/// <param name="Skipped">A line about the files of a folder or pattern that are not photos; null for none.</param>
/// <param name="Empty">Why there are no photos; null where there are any.</param>
internal sealed record PhotoSelection(IReadOnlyList<PhotoArgument> Photos, string? Skipped, string? Empty)
{
    private const int ShownKinds = 5;

    /// <summary>A file stands for itself, a folder for all photos in it and below, a pattern with * for what it matches.</summary>
    public static PhotoSelection Of(string argument)
    {
        if (Directory.Exists(argument))
            return Search(argument, argument, "**/*", skipHidden: true, $"no photos in this folder ({LookedFor}).");
        if (!argument.Contains('*', StringComparison.Ordinal) || File.Exists(argument))
            return new PhotoSelection([PhotoArgument.Of(argument)], null, null);
        // The matcher wants the folder in front of the first part with a star apart from the rest.
        var parts = argument.Replace('\\', Path.AltDirectorySeparatorChar).Split('/');
        var first = Array.FindIndex(parts, p => p.Contains('*', StringComparison.Ordinal));
        return Search(
            argument,
            first == 0 ? "" : string.Join('/', parts[..first]) + "/",
            string.Join('/', parts[first..]),
            skipHidden: false,
            $"no photo matches ({LookedFor})."
        );
    }

    private static string LookedFor => $"looked for {PhotoFileName.Extensions}";

    private static PhotoSelection Search(string argument, string folder, string pattern, bool skipHidden, string none)
    {
        var root = new SearchedFolder(folder, skipHidden);
        var matches = new Matcher(StringComparison.Ordinal).AddInclude(pattern).Execute(root).Files.ToList();
        var photos = matches
            .Where(m => PhotoFileName.IsPhoto(m.Path))
            .Select(m => Found(Path.Combine(folder, m.Path)))
            .Concat(root.Unreadable)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
        var skipped = matches.Where(m => !PhotoFileName.IsPhoto(m.Path)).Select(m => Kind(m.Path)).Concat(root.Skipped);
        return new PhotoSelection(photos, Describe(argument, [.. skipped]), photos.Count == 0 ? none : null);
    }

    private static PhotoArgument Found(string path) =>
        PhotoArgument.Length(path) == 0
            ? new PhotoArgument(PhotoKind.Nothing, path, "The file is empty, or a pipe, socket or device.")
            : new PhotoArgument(PhotoKind.File, path);

    private static string Kind(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension.Length == 0 ? "without extension" : extension;
    }

    private static string? Describe(string argument, List<string> skipped)
    {
        if (skipped.Count == 0)
            return null;
        var kinds = skipped.CountBy(kind => kind).OrderByDescending(k => k.Value).ThenBy(k => k.Key).ToList();
        var shown = kinds
            .Take(ShownKinds)
            .Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Value} {k.Key}"));
        var more = kinds.Count > ShownKinds ? ", and others" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{argument}: skipped {skipped.Count} ({string.Join(", ", shown)}{more}); photos are {PhotoFileName.Extensions}."
        );
    }
}
