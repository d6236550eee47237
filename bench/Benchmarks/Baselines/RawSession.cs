using ClothesClassification.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace ClothesClassification.Benchmarks.Baselines;

/// <summary>ONNX Runtime alone: one session, and one input and output that are used again.</summary>
internal sealed class RawSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;
    private readonly string[] inputNames;
    private readonly string[] outputNames;

    public RawSession(string precision)
    {
        var model = ImageModel.Load(Repository.Model, precision);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new InferenceSession(model.FilePath, options);
        Pixels = new byte[model.Input.Length];
        Logits = new float[model.Labels.Count];
        inputNames = [model.Input.Name];
        outputNames = [model.LogitsName!];
        inputs = [OrtValue.CreateTensorValueFromMemory(Pixels, [1, model.Input.Height, model.Input.Width, 3])];
        outputs = [OrtValue.CreateTensorValueFromMemory(Logits, [1, Logits.Length])];
    }

    /// <summary>The input, to be filled before a run: height x width x 3 bytes.</summary>
    public byte[] Pixels { get; }

    public float[] Logits { get; }

    public void Run() => session.Run(run, inputNames, inputs, outputNames, outputs);

    public void Dispose()
    {
        foreach (var value in (OrtValue[])[.. inputs, .. outputs])
            value.Dispose();
        run.Dispose();
        session.Dispose();
    }
}
