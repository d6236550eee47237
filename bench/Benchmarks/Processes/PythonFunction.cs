using System.Diagnostics;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>A Python function in its own process.</summary>
internal static class PythonFunction
{
    /// <param name="python">The interpreter.</param>
    /// <param name="folder">Folder of handler.py, which has <c>classify_bytes</c>.</param>
    /// <param name="model">The ONNX file, which it finds in MODEL_PATH.</param>
    /// <param name="photo">Name of the photo to classify.</param>
    public static Subject Start(string python, string folder, string model, string photo)
    {
        PhotoSet.Get(photo);
        var start = new ProcessStartInfo(
            python,
            [Path.Combine(AppContext.BaseDirectory, "peer.py"), folder, PhotoSet.PathOf(photo)]
        );
        start.Environment["MODEL_PATH"] = model;
        return MeasuringProcess.Start($"{folder} with {python}", start);
    }
}
