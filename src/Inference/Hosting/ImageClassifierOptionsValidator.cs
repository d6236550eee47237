using ClothesClassification.Inference.Models;
using Microsoft.Extensions.Options;

namespace ClothesClassification.Inference.Hosting;

/// <summary>Finds every fault of the options at once, one sentence each; the host does so before it starts.</summary>
internal sealed class ImageClassifierOptionsValidator : IValidateOptions<ImageClassifierOptions>
{
    public ValidateOptionsResult Validate(string? name, ImageClassifierOptions options)
    {
        var classifier = string.IsNullOrEmpty(name) ? "The image classifier" : $"The image classifier '{name}'";
        var faults = FindFolderFaults(options).Concat(options.FindFaults()).Select(f => $"{classifier}: {f}").ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FindFolderFaults(ImageClassifierOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ModelFolder))
            yield return "ModelFolder is not set: name the folder that holds model.json.";
        else if (!File.Exists(Path.Combine(options.ModelFolder, ModelManifest.FileName)))
            yield return $"ModelFolder is {Path.GetFullPath(options.ModelFolder)}, where there is no {ModelManifest.FileName}.";
    }
}
