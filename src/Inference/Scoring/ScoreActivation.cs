using System.Numerics.Tensors;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Scoring;

/// <summary>Turns logits into scores.</summary>
internal static class ScoreActivation
{
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
