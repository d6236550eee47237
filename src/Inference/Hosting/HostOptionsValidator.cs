using ClothesClassification.Inference.Models;
using Microsoft.Extensions.Options;

namespace ClothesClassification.Inference.Hosting;

/// <summary>Finds every fault of the options at once, a sentence each; the host does so before it starts.</summary>
internal sealed class HostOptionsValidator : IValidateOptions<ImageClassifierHostOptions>
{
    public ValidateOptionsResult Validate(string? name, ImageClassifierHostOptions options)
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.ModelFolder))
            faults.Add("ModelFolder is not set: name the folder that holds model.json.");
        else if (!File.Exists(Path.Combine(options.ModelFolder, ModelManifest.FileName)))
            faults.Add(
                $"ModelFolder is {Path.GetFullPath(options.ModelFolder)}, where there is no {ModelManifest.FileName}."
            );
        AtLeastOne(options.MaxConcurrency, nameof(options.MaxConcurrency));
        AtLeastOne(options.IntraOpThreads, nameof(options.IntraOpThreads));
        AtLeastOne(options.InterOpThreads, nameof(options.InterOpThreads));
        AtLeastOne(options.MaxPhotoBytes, nameof(options.MaxPhotoBytes));
        AtLeastOne(options.MaxPhotoSide, nameof(options.MaxPhotoSide));
        if (options.MaxPhotoPixels is < 1 or > int.MaxValue / 4)
            faults.Add($"MaxPhotoPixels is {options.MaxPhotoPixels}: 1 to {int.MaxValue / 4} are allowed.");
        if (faults.Count == 0)
            return ValidateOptionsResult.Success;
        var whose = string.IsNullOrEmpty(name) ? "The image classifier" : $"The image classifier '{name}'";
        return ValidateOptionsResult.Fail(faults.Select(fault => $"{whose}: {fault}"));

        void AtLeastOne(int value, string field)
        {
            if (value < 1)
                faults.Add($"{field} is {value}: at least 1 is needed.");
        }
    }
}
