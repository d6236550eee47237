namespace ClothesClassification.Training;

/// <summary>What a <see cref="TrainingNote"/> is about.</summary>
public enum TrainingNoteKind
{
    /// <summary>A photo cannot be read; it is left out.</summary>
    UnreadablePhoto,

    /// <summary>The same file has several labels; all its copies are left out.</summary>
    ConflictingLabels,

    /// <summary>The same file is there several times with one label; one is used.</summary>
    Duplicate,

    /// <summary>Photos are nearly the same; they are measured together, and a person should look where their labels differ.</summary>
    NearCopies,

    /// <summary>A label has so few photos that its figures say little, or that it cannot be measured.</summary>
    FewPhotos,

    /// <summary>No photo of a label can be used; the model does not have it.</summary>
    EmptyLabel,

    /// <summary>Nothing says which answers can be relied on; answers come without <c>confident</c>.</summary>
    NotCalibrated,
}

/// <summary>Something that whoever trains should know, and what was done about it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Photos">The photos that it is about; may be empty.</param>
/// <param name="Label">The label that it is about; null where it is not about one.</param>
public sealed record TrainingNote(
    TrainingNoteKind Kind,
    string Message,
    IReadOnlyList<TrainingPhoto> Photos,
    string? Label = null
);
