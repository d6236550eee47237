namespace ClothesClassification.Inference.Models;

/// <summary>One thing that is wrong with a model folder.</summary>
/// <param name="File">Name of the file at fault, relative to the model folder.</param>
/// <param name="Field">The field at fault, as a path such as <c>input.width</c>; <c>file</c> for the file as a whole.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected, or what to do.</param>
public sealed record ModelDiagnostic(string File, string Field, string Found, string Expected)
{
    /// <summary>All of it as one sentence.</summary>
    public string Message => $"{File}: {Field}: found {Found}, expected {Expected}.";
}
