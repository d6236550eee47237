using System.Diagnostics.CodeAnalysis;

namespace ClothesClassification.Inference;

/// <summary>What became of one photo of several: an answer, or the error that kept it from getting one.</summary>
public sealed class ClassificationOutcome
{
    internal ClassificationOutcome(int index, string? path, Classification? classification, Exception? error)
    {
        Index = index;
        Path = path;
        Classification = classification;
        Error = error;
    }

    /// <summary>Position of the photo among those given, from 0.</summary>
    public int Index { get; }

    /// <summary>Path of the photo; null where bytes were given.</summary>
    public string? Path { get; }

    /// <summary>True where there is an answer; false where there is an error.</summary>
    [MemberNotNullWhen(true, nameof(Classification))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Classification is not null;

    /// <summary>The answer.</summary>
    public Classification? Classification { get; }

    /// <summary>
    /// The error: a <see cref="Photos.PhotoException"/> for what the photo is; for a file that cannot be read an
    /// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
    /// </summary>
    public Exception? Error { get; }
}
