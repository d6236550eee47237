using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Pipeline.Saving;

/// <summary>
/// All that a classifier needs as one text: base64 of a zip with the manifest, the labels file, the chosen ONNX file and the
/// options. Text, as ML.NET's saved steps hold that and hand it on without copying.
/// </summary>
internal static class ModelPackage
{
    private const string OptionsFile = "classifier.json";

    /// <exception cref="ModelException">The folder no longer holds what was loaded, or the weights are in another file.</exception>
    public static string Pack(ImageModel model, PackageOptions options)
    {
        var onnxPath = Path.GetRelativePath(model.Folder, model.FilePath).Replace('\\', '/');
        var onnx = ManifestReader.ReadFile(model.Folder, onnxPath, "files.path");
        if (Convert.ToHexStringLower(SHA256.HashData(onnx)) != model.Sha256)
            throw new ModelException(onnxPath, "file", "other bytes than were loaded", "the file that was loaded");
        if (OnnxGraph.Read(onnx).ExternalData.Count > 0)
            throw new ModelException(
                onnxPath,
                "external data",
                "weights in another file",
                "a graph in one file, which a saved pipeline can hold: export the model so"
            );
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(ModelManifest.FileName, ManifestReader.ReadFile(model.Folder, ModelManifest.FileName, "file"));
            if (ManifestReader.Read(model.Folder).LabelsFile is { } labels)
                Add(labels, ManifestReader.ReadFile(model.Folder, labels, "labelsFile"));
            Add(onnxPath, onnx);
            Add(OptionsFile, JsonSerializer.SerializeToUtf8Bytes(options, PackageJsonContext.Default.PackageOptions));

            void Add(string name, byte[] content)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return Convert.ToBase64String(bytes.ToArray());
    }

    /// <summary>Loads the classifier by way of a temporary folder: ONNX Runtime wants a path.</summary>
    public static (ImageClassifier Classifier, bool KeepErrors) Load(ReadOnlySpan<char> package)
    {
        var bytes = new byte[package.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(package, bytes, out var length))
            throw new FormatException("The saved pipeline holds no image classifier: its text is no base64.");
        var folder = Directory.CreateTempSubdirectory("image-classifier-").FullName;
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes, 0, length)))
                zip.ExtractToDirectory(folder);
            var options = JsonSerializer.Deserialize(
                File.ReadAllBytes(Path.Combine(folder, OptionsFile)),
                PackageJsonContext.Default.PackageOptions
            )!;
            return (ImageClassifier.Load(folder, options.ToClassifierOptions()), options.KeepErrors);
        }
        finally
        {
            Delete(folder);
        }
    }

    // Windows keeps files that are open: there the folder is left to whoever cleans the folder for temporary files.
    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}

/// <summary>How the saved classifier works; the number of photos at a time is left to the machine that loads it.</summary>
internal sealed record PackageOptions(
    string Precision,
    int MaxBytes,
    long MaxPixels,
    int MaxSide,
    int IntraOpThreads,
    int InterOpThreads,
    bool KeepErrors
)
{
    public static PackageOptions Of(ImageClassifier classifier, bool keepErrors)
    {
        var options = classifier.Options;
        return new PackageOptions(
            classifier.Model.Precision,
            options.Limits.MaxBytes,
            options.Limits.MaxPixels,
            options.Limits.MaxSide,
            options.IntraOpThreads,
            options.InterOpThreads,
            keepErrors
        );
    }

    public ImageClassifierOptions ToClassifierOptions() =>
        new()
        {
            Precision = Precision,
            Limits = new PhotoLimits
            {
                MaxBytes = MaxBytes,
                MaxPixels = MaxPixels,
                MaxSide = MaxSide,
            },
            IntraOpThreads = IntraOpThreads,
            InterOpThreads = InterOpThreads,
        };
}

[JsonSerializable(typeof(PackageOptions))]
internal sealed partial class PackageJsonContext : JsonSerializerContext;
