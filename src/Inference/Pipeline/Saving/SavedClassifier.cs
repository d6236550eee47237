using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Pipeline.Saving;

/// <summary>The classifiers of loaded pipelines: made from the pipeline's package at its first row, and gone with the package.</summary>
internal static class SavedClassifier
{
    private static readonly ConditionalWeakTable<object, Lazy<(ImageClassifier Classifier, bool KeepErrors)>> Loaded =
    [];

    /// <summary>The classifier of a package. Every row of a loaded pipeline holds the same text, not a copy.</summary>
    public static (ImageClassifier Classifier, bool KeepErrors) Of(ReadOnlyMemory<char> package)
    {
        object? text = MemoryMarshal.TryGetString(package, out var whole, out _, out _) ? whole : null;
        text ??= MemoryMarshal.TryGetArray(package, out var characters) ? characters.Array : null;
        if (text is null)
            throw new FormatException("The saved pipeline holds no image classifier.");
        return Loaded.GetValue(text, _ => new(() => ModelPackage.Load(package.Span))).Value;
    }
}
