using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// One ML.NET prediction engine over the shared ONNX session. An engine serves one call at a time: shared by threads it
/// gives wrong answers and no error, so each slot of the classifier has its own.
/// </summary>
internal abstract class ScoringEngine : IDisposable
{
    public static ScoringEngine Create(MLContext context, ITransformer scoring, ImageModel model) =>
        model.Input.Type == ElementType.UInt8
            ? new ScoringEngine<byte>(context, scoring, model)
            : new ScoringEngine<float>(context, scoring, model);

    /// <summary>Runs the model on one picture.</summary>
    /// <param name="rgb">The picture: model height x width x 3 bytes, red first.</param>
    /// <param name="logits">Receives one logit a label; left alone where the graph has none.</param>
    /// <param name="scores">Receives one score a label.</param>
    public abstract void Score(ReadOnlySpan<byte> rgb, Span<float> logits, Span<float> scores);

    public abstract void Dispose();
}

/// <inheritdoc/>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class ScoringEngine<T> : ScoringEngine
    where T : unmanaged
{
    private readonly PredictionEngine<TensorRow<T>, ScoreRow> engine;
    private readonly TensorPacker packer;
    private readonly ImageModel model;
    private readonly TensorRow<T> input = new();
    private ScoreRow output = new();
    private readonly T[] tensor;

    public ScoringEngine(MLContext context, ITransformer scoring, ImageModel model)
    {
        this.model = model;
        packer = new TensorPacker(model.Input);
        tensor = new T[model.Input.Length];
        engine = context.Model.CreatePredictionEngine<TensorRow<T>, ScoreRow>(
            scoring,
            new PredictionEngineOptions
            {
                InputSchemaDefinition = TensorRow<T>.Schema(model.Input),
                OutputSchemaDefinition = ScoreRow.Schema(model),
                // All slots share one session; the classifier disposes of it after the last engine.
                OwnsTransformer = false,
            }
        );
    }

    public override void Score(ReadOnlySpan<byte> rgb, Span<float> logits, Span<float> scores)
    {
        packer.Pack(rgb, tensor);
        input.Tensor = new VBuffer<T>(tensor.Length, tensor);
        engine.Predict(input, ref output);
        ScoreActivation.Fill(model, output, logits, scores);
    }

    public override void Dispose() => engine.Dispose();
}
