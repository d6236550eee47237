using System.Security.Cryptography;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Hosting;

/// <summary>
/// Remembers what a model folder held when it was loaded, to tell when it holds something else. Sizes and times of files would
/// not do: a model trained again has the same size, and reproducible deployments give every file the same time.
/// </summary>
internal sealed class LoadedFolder
{
    private readonly ImageModel model;
    private readonly string manifest;
    private readonly string manifestSha256;

    public LoadedFolder(ImageModel model)
    {
        this.model = model;
        manifest = Path.Combine(model.Folder, ModelManifest.FileName);
        manifestSha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(manifest)));
    }

    /// <summary>Whether the folder holds what was loaded; reads the manifest and the ONNX file.</summary>
    public async Task<bool> IsAsLoadedAsync(CancellationToken cancellationToken) =>
        await HashOf(manifest, cancellationToken).ConfigureAwait(false) == manifestSha256
        && await HashOf(model.FilePath, cancellationToken).ConfigureAwait(false) == model.Sha256;

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
