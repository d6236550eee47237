using System.Security.Cryptography;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Hosting;

/// <summary>
/// Remembers what a model folder held when it was loaded, to tell when it holds something else. Sizes and times of files would
/// not do: a model trained again has the same size, and reproducible deployments give every file the same time.
/// </summary>
internal sealed class LoadedFolder
{
    private readonly (string Path, string Sha256)[] files;

    public LoadedFolder(ImageModel model)
    {
        (string Path, string Sha256)[] named =
        [
            .. model.Files.Select(file => (Path.GetFullPath(file.Path), file.Sha256)),
        ];
        // The manifest has no hash of these.
        var others = new[] { ModelManifest.FileName, model.LabelsFile, model.Calibration?.CentroidsFile }
            .OfType<string>()
            .Concat(model.ExternalData)
            .Select(file => Path.GetFullPath(Path.Combine(model.Folder, file)))
            .Except(named.Select(file => file.Path));
        files = [.. named, .. others.Select(path => (path, FileHash.Of(path)))];
    }

    /// <summary>Whether the folder holds what was loaded; reads every file that the loading read.</summary>
    public async Task<bool> IsAsLoadedAsync(CancellationToken cancellationToken)
    {
        foreach (var (path, sha256) in files)
        {
            if (await HashOf(path, cancellationToken).ConfigureAwait(false) != sha256)
                return false;
        }

        return true;
    }

    private static async Task<string> HashOf(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
                return Convert.ToHexStringLower(
                    await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
