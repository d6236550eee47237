using System.Numerics.Tensors;
using ClothesClassification.Inference.Models;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Turns the graph's outputs into logits and scores by label.</summary>
internal static class ScoreActivation
{
    public static void Fill(
        ImageModel model,
        in VBuffer<float> logitsRow,
        in VBuffer<float> probabilitiesRow,
        Span<float> logits,
        Span<float> scores
    )
    {
        if (model.LogitsName is not null)
            logitsRow.GetValues().CopyTo(logits);
        if (model.ProbabilitiesName is not null)
            probabilitiesRow.GetValues().CopyTo(scores);
        else
            Apply(model.Activation, logits, scores);
    }

    public static void Apply(Activation activation, ReadOnlySpan<float> logits, Span<float> scores)
    {
        switch (activation)
        {
            case Activation.Softmax:
                // The largest logit is taken off first, so that no exponential overflows.
                TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), scores);
                TensorPrimitives.SoftMax(scores, scores);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(logits, scores);
                break;
            default:
                logits.CopyTo(scores);
                break;
        }
    }
}
