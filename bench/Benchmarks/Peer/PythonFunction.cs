using System.Diagnostics;
using System.Globalization;
using ClothesClassification.Benchmarks.Photos;

namespace ClothesClassification.Benchmarks.Peer;

/// <summary>A Python function in its own process, which measures on request.</summary>
internal sealed class PythonFunction : IDisposable
{
    private readonly Process process;

    /// <param name="python">The interpreter.</param>
    /// <param name="folder">Folder of handler.py, which has <c>classify_bytes</c>.</param>
    /// <param name="model">The ONNX file, which it finds in MODEL_PATH.</param>
    public PythonFunction(string python, string folder, string model)
    {
        var info = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peer.py"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        info.Environment["MODEL_PATH"] = model;
        process = Process.Start(info)!;
        if (process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{folder} could not be started with {python}.");
    }

    /// <summary>Classifies a photo some times.</summary>
    /// <returns>Processor time of a call in nanoseconds.</returns>
    public double Measure(BenchPhoto photo, int calls)
    {
        process.StandardInput.WriteLine($"{PhotoSet.PathOf(photo.Name)} {calls}");
        return double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
