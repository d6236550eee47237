using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Everything that one photo at a time needs: preprocessing with its buffers, and a row of the model.</summary>
internal sealed class ClassifierSlot(ITransformer scoring, ImageModel model, PhotoLimits limits, bool jpegBySkia)
    : IDisposable
{
    private readonly PhotoPreprocessor preprocessor = new(model, limits, jpegBySkia);
    private readonly ScoringEngine engine = ScoringEngine.Create(scoring, model);
    private readonly byte[] rgb = new byte[model.Input.Length];

    /// <summary>Makes the model's picture from an encoded photo.</summary>
    public PhotoSize Prepare(ReadOnlySpan<byte> photo, ref StageClock clock) => preprocessor.Run(photo, rgb, ref clock);

    /// <summary>Makes the model's picture from a decoded photo.</summary>
    public PhotoSize Prepare(MLImage photo, ref StageClock clock) => preprocessor.Run(photo, rgb, ref clock);

    /// <summary>Runs the model on the picture; logits and scores out, one a label.</summary>
    public void Score(Span<float> logits, Span<float> scores, ref StageClock clock)
    {
        engine.Score(rgb, logits, scores);
        clock.EndModel();
    }

    /// <summary>Runs the model once on an empty picture, so that the first photo does not pay for what is done once.</summary>
    public void WarmUp()
    {
        Array.Clear(rgb);
        engine.Score(rgb, new float[model.Labels.Count], new float[model.Labels.Count]);
    }

    public void Dispose()
    {
        engine.Dispose();
        preprocessor.Dispose();
    }
}
