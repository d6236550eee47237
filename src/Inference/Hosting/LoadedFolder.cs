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
        var manifest = Path.Combine(model.Folder, ModelManifest.FileName);
        files = [(manifest, FileHash.Of(manifest)), .. model.Files];
    }

    /// <summary>Whether the folder holds what was loaded; reads the manifest, the ONNX file and its weights.</summary>
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
