using System.Diagnostics.CodeAnalysis;

namespace ClothesClassification.Inference;

/// <summary>What became of one photo of several: an answer, or the error that kept it from getting one.</summary>
public sealed class ClassificationOutcome
{
    /// <summary>Position of the photo among those given, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Path of the photo; null where bytes were given.</summary>
    public string? Path { get; init; }

    /// <summary>True where there is an answer; false where there is an error.</summary>
    [MemberNotNullWhen(true, nameof(Classification))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Classification is not null;

    /// <summary>The answer; null where there is an error.</summary>
    public Classification? Classification { get; init; }

    /// <summary>
    /// The error, null where there is an answer: a <see cref="Photos.PhotoException"/> for what the photo is; for a file that
    /// cannot be read an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
    /// </summary>
    public Exception? Error { get; init; }
}
