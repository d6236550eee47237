using System.Security.Cryptography;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Hosting;

/// <summary>Remembers what a model folder held when it was loaded, to tell when it holds something else.</summary>
internal sealed class LoadedFolder
{
    private readonly (string Path, string Sha256)[] files;
    private (Stamp[] Stamps, bool AsLoaded) last;

    public LoadedFolder(ImageModel model)
    {
        var manifest = Path.Combine(model.Folder, ModelManifest.FileName);
        files = [(manifest, HashOf(manifest)), (model.FilePath, model.Sha256)];
        last = ([.. files.Select(f => Stamp.Of(f.Path))], true);
    }

    /// <summary>Whether the folder holds what was loaded. Files are read only when their size or time has changed.</summary>
    public bool IsAsLoaded()
    {
        Stamp[] stamps = [.. files.Select(f => Stamp.Of(f.Path))];
        if (!stamps.SequenceEqual(last.Stamps))
            last = (stamps, files.All(f => HashOf(f.Path) == f.Sha256));
        return last.AsLoaded;
    }

    private static string HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // Of the file that links lead to: mounted folders are often replaced by a change of a link.
    private readonly record struct Stamp(string Path, long Length, DateTime Changed)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? new Stamp(file.FullName, file.Length, file.LastWriteTimeUtc) : default;
        }
    }
}
