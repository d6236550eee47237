using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace ClothesClassification.WebHosts;

/// <summary>
/// What one would write instead of using the library: Skia decodes a photo at its full size and shrinks it, and all requests
/// share one session of ONNX Runtime.
/// </summary>
internal sealed class SmallProgram(string model, string[] labels) : IDisposable
{
    private const int Side = 224;

    // Requests are the threads; an operator gets one of them.
    private static readonly SessionOptions Options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
    private readonly InferenceSession session = new(model, Options);

    public IEnumerable<Label> Classify(byte[] photo)
    {
        using var picture = SKBitmap.Decode(photo) ?? throw new InvalidDataException("This is no photo.");
        using var small = picture.Resize(
            new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque),
            SKFilterQuality.Medium
        );
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", Tensor(small))], ["probabilities"]);
        return labels
            .Zip(results[0].AsEnumerable<float>(), (label, score) => new Label(label, score))
            .OrderByDescending(label => label.Score)
            .Take(3)
            .ToArray();
    }

    public void Dispose() => session.Dispose();

    private static DenseTensor<byte> Tensor(SKBitmap picture)
    {
        var rgb = new byte[Side * Side * 3];
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.GetPixelSpan());
        for (var i = 0; i < pixels.Length; i++)
        {
            rgb[3 * i] = (byte)pixels[i];
            rgb[(3 * i) + 1] = (byte)(pixels[i] >> 8);
            rgb[(3 * i) + 2] = (byte)(pixels[i] >> 16);
        }

        return new DenseTensor<byte>(rgb, [1, Side, Side, 3]);
    }
}

/// <summary>One label of the answer.</summary>
internal sealed record Label(string Name, float Score);
