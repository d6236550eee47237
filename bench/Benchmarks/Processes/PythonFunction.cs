using System.Diagnostics;
using System.Globalization;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>A Python function in its own process, which measures its processor time on request.</summary>
internal sealed class PythonFunction(Process process) : IDisposable
{
    /// <param name="python">The interpreter.</param>
    /// <param name="folder">Folder of handler.py, which has <c>classify_bytes</c>.</param>
    /// <param name="model">The ONNX file, which it finds in MODEL_PATH.</param>
    /// <param name="photo">Name of the photo to classify.</param>
    public static Subject Start(string python, string folder, string model, string photo)
    {
        PhotoSet.Get(photo);
        var info = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peer.py"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        info.Environment["MODEL_PATH"] = model;
        var process = Process.Start(info)!;
        if (process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{folder} could not be started with {python}.");
        return new Subject(() => Measure(1), new PythonFunction(process)) { Measure = Measure };

        double Measure(int calls)
        {
            process.StandardInput.WriteLine($"{PhotoSet.PathOf(photo)} {calls}");
            return double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        }
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
