using System.IO.Enumeration;
using ClothesClassification.Inference.Photos;
using Microsoft.ML;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Adds folders of photos to ML.NET's catalog of data.</summary>
public static class PhotoFolderCatalog
{
    /// <summary>
    /// The photos of a folder as data: a column Photo with the path of each file, text, as
    /// <see cref="ImageClassificationCatalog.ClassifyImages"/> takes it. Only names are read, and those as the rows are, so that
    /// a folder may hold any number of photos.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="folder">
    /// The folder. It and the folders below are searched for .jpg, .jpeg, .jpe, .jfif, .png, .webp, .gif, .bmp and .dib, in
    /// any case, in the order in which the system lists them; links to folders are not followed.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <example>
    /// <code>
    /// var photos = mlContext.Data.LoadPhotos("photos");
    /// var answers = mlContext.Transforms.ClassifyImages(model).Fit(photos).Transform(photos);
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
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && PhotoFileName.IsPhoto(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private sealed class PhotoPath
    {
        public string Photo { get; set; } = "";
    }
}
