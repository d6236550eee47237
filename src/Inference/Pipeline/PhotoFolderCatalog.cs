using System.IO.Enumeration;
using Microsoft.ML;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Adds folders of photos to ML.NET's catalog of data.</summary>
public static class PhotoFolderCatalog
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"];

    /// <summary>
    /// The photos of a folder as data: a column Photo with the path of each file, text, as
    /// <see cref="ImageClassificationCatalog.ClassifyImages"/> takes it. Only names are read, and those as the rows are, so that
    /// a folder may hold any number of photos.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="folder">
    /// The folder. It and the folders below are searched for .jpg, .jpeg, .png, .webp, .gif and .bmp, in the order in which the
    /// system lists them; links to folders are not followed.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <example>
    /// <code>
    /// var photos = mlContext.Data.LoadPhotos("photos");
    /// var answers = mlContext.Transforms.ClassifyImages(classifier).Fit(photos).Transform(photos);
    /// </code>
    /// </example>
    public static IDataView LoadPhotos(this DataOperationsCatalog catalog, string folder)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {Path.GetFullPath(folder)}.");
        return catalog.LoadFromEnumerable(Files(folder).Select(path => new PhotoPath { Photo = path }));
    }

    private static FileSystemEnumerable<string> Files(string folder) =>
        new(
            folder,
            (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false }
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsPhoto(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private static bool IsPhoto(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        foreach (var known in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private sealed class PhotoPath
    {
        public string Photo { get; set; } = "";
    }
}
