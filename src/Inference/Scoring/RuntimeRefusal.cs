using System.Text.RegularExpressions;
using ClothesClassification.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace ClothesClassification.Inference.Scoring;

/// <summary>Says what to do about a graph that ONNX Runtime refuses. The limits are read from its message, which alone knows them.</summary>
internal static partial class RuntimeRefusal
{
    /// <param name="problem">What ONNX Runtime says.</param>
    /// <param name="file">The ONNX file.</param>
    /// <param name="verb">What it was to do with the graph.</param>
    public static ModelException From(Exception problem, string file, string verb = "load")
    {
        var message = (problem.InnerException ?? problem).Message;
        var runtime = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";
        if (IrVersion().Match(message) is { Success: true } ir)
            return Refuse("IR version", ir.Groups[1].Value, $"{ir.Groups[2].Value} or lower, as {runtime} reads");
        if (Opset().Match(message) is { Success: true } opset)
            return Refuse("opset", opset.Groups[1].Value, $"{opset.Groups[2].Value} or lower, as {runtime} has");
        if (Shape().Match(message) is { Success: true } shape)
            return new ModelException(
                file,
                "shape",
                $"[{Spaced(shape.Groups[2].Value)}]",
                $"[{Spaced(shape.Groups[1].Value)}], as the manifest says",
                problem
            );
        return new ModelException(file, "file", $"'{message}'", $"a graph that {runtime} can {verb}", problem);

        ModelException Refuse(string field, string found, string wanted) =>
            new(file, field, found, $"{wanted}: export the model again with a lower {field}", problem);
    }

    // As OnnxValue writes shapes.
    private static string Spaced(string shape) => string.Join(", ", shape.Split(',').Select(d => d == "-1" ? "?" : d));

    [GeneratedRegex("Unsupported model IR version: ([0-9]+), max supported IR version: ([0-9]+)")]
    private static partial Regex IrVersion();

    [GeneratedRegex("[Oo]pset ([0-9]+) is under development.*official support for domain .* is till opset ([0-9]+)")]
    private static partial Regex Opset();

    [GeneratedRegex("The specified shape ([-0-9,]+) is not compatible with the shape ([-0-9,]+) loaded")]
    private static partial Regex Shape();
}
