using System.Text.RegularExpressions;
using ClothesClassification.Cli.Options;
using CsvHelper;

namespace ClothesClassification.Cli.Training;

/// <summary>
/// Which photos show the same thing. They are measured together: a model that has seen a coat from the front would be asked about
/// its back otherwise, and look better than it is.
/// </summary>
/// <param name="Groups">Group by the photo's path below the folder, with <c>/</c>; photos without one stand alone.</param>
/// <param name="Note">What was guessed, for whoever trains; null where nothing was.</param>
internal sealed partial record PhotoGroups(IReadOnlyDictionary<string, string> Groups, string? Note)
{
    // A thing has few sides: a larger group is a word that means something else here.
    private const int MaxGuessed = 8;

    /// <summary>Reads a CSV file with the columns <c>photo</c> and <c>group</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="photos">The photos below the folder.</param>
    /// <exception cref="UsageException">It cannot be read, lacks a column, or names a photo that is not there.</exception>
    public static PhotoGroups Read(string path, IReadOnlyCollection<string> photos)
    {
        var known = photos.ToHashSet();
        Dictionary<string, string> groups = [];
        try
        {
            using var csv = CsvReader.FromFile(
                path,
                new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true }
            );
            if (
                !csv.TryGetFieldIndex("photo", out var photoColumn)
                || !csv.TryGetFieldIndex("group", out var groupColumn)
            )
                throw new UsageException($"{path} has not the columns photo and group in its first line.");
            while (csv.Read())
            {
                var photo = csv.GetString(photoColumn).Replace('\\', '/');
                if (!known.Contains(photo))
                    throw new UsageException(
                        $"{path}, line {csv.LineNumber}: there is no photo '{photo}'; name each by its path below the folder, such as '{photos.FirstOrDefault()}'."
                    );
                if (csv.GetString(groupColumn) is { Length: > 0 } group)
                    groups[photo] = group;
            }
        }
        catch (CsvFormatException e)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }

        return new PhotoGroups(groups, null);
    }

    /// <summary>
    /// Guesses from names: <c>coat12-front.jpg</c> and <c>coat12-back.jpg</c> in one folder. Only a word for a side or view at the end
    /// counts, and only where two to eight photos differ in it alone; numbers do not, as they count photos as often as things.
    /// A wrong guess costs nothing but a coarser division into folds: no photo is left out by it.
    /// </summary>
    /// <param name="photos">The photos below the folder.</param>
    public static PhotoGroups Guess(IEnumerable<string> photos)
    {
        var groups = photos
            .Select(photo => (photo, match: View().Match(photo)))
            .Where(p => p.match.Success)
            .GroupBy(p => p.match.Groups["thing"].Value, p => p.photo)
            .Where(g => g.Count() is > 1 and <= MaxGuessed)
            .ToList();
        return new PhotoGroups(
            groups.SelectMany(g => g.Select(photo => (photo, g.Key))).ToDictionary(p => p.photo, p => p.Key),
            groups.Count == 0
                ? null
                : $"{groups.Sum(g => g.Count())} photos show {groups.Count} things from several sides, by their names such as {groups[0].First()}: those of one thing are measured together. --groups says it otherwise."
        );
    }

    [GeneratedRegex(
        @"^(?<thing>.+)[-_ ](front|back|rear|side|left|right|top|bottom|inside|outside|detail|details|closeup|close-up|worn|flat|folded)\.[^./]+$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex View();
}
