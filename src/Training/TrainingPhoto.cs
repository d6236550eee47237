namespace ClothesClassification.Training;

/// <summary>A photo whose label is known.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Label">What it shows; not blank.</param>
/// <param name="Group">
/// What it belongs to, such as a garment or a person: photos of one group are never on both sides of a measurement. Null or
/// empty for a photo that stands alone.
/// </param>
public sealed record TrainingPhoto(string Path, string Label, string? Group = null);
