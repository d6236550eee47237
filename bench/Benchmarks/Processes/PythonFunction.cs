using System.Diagnostics;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>A Python function in its own process.</summary>
internal static class PythonFunction
{
    /// <param name="python">The interpreter.</param>
    /// <param name="folder">Folder of handler.py, which has <c>classify_bytes</c> and its <c>preprocessor</c>.</param>
    /// <param name="model">The ONNX file, which it finds in MODEL_PATH.</param>
    /// <param name="step">What a call does: <c>classify</c>, <c>preprocess</c> or <c>decode</c>.</param>
    /// <param name="photo">Name of the photo, or of a folder of photos; a call takes them all.</param>
    public static Subject Start(string python, string folder, string model, string step, string photo)
    {
        var start = new ProcessStartInfo(
            python,
            [Path.Combine(AppContext.BaseDirectory, "peer.py"), folder, step, .. PhotoSet.PathsOf(photo)]
        );
        start.Environment["MODEL_PATH"] = model;
        return MeasuringProcess.Start($"{folder} with {python}", start);
    }
}
