namespace ClothesClassification.Inference.Models;

/// <summary>
/// A model folder cannot be used: its manifest is wrong, or disagrees with the ONNX file or with the runtime.
/// The message is one sentence that names the file, the field, what was found and what was expected.
/// </summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates the exception for one disagreement.</summary>
    /// <param name="file">Name of the file at fault, relative to the model folder.</param>
    /// <param name="field">The field at fault, as a path such as <c>input.width</c> or <c>files[0].sha256</c>.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected, or what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ModelException(string file, string field, string found, string expected, Exception? innerException = null)
        : base(new ModelDiagnostic(file, field, found, expected).Message, innerException)
    {
        File = file;
        Field = field;
        Found = found;
        Expected = expected;
    }

    /// <summary>Name of the file at fault, relative to the model folder.</summary>
    public string File { get; }

    /// <summary>The field at fault, as a path such as <c>input.width</c>; <c>file</c> for the file as a whole.</summary>
    public string Field { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>What was expected, or what to do.</summary>
    public string Expected { get; }
}
