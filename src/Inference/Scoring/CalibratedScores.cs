using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Scoring;

/// <summary>Scores after a temperature: the logits are divided by it, which makes a model less sure of itself, or surer.</summary>
/// <remarks>Guo et al., "On Calibration of Modern Neural Networks", 2017, section 4.2.</remarks>
internal static class CalibratedScores
{
    /// <summary>
    /// What a temperature divides: the logits, or where the graph gives none, what the activation makes the scores of: their
    /// logarithms for softmax, those of their odds for sigmoid.
    /// </summary>
    public static ReadOnlySpan<float> Logits(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> scores,
        Activation activation
    )
    {
        if (logits.Length > 0)
            return logits;
        var values = new float[scores.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Log(scores[i]);
            if (activation == Activation.Sigmoid)
                values[i] -= Log(1 - scores[i]);
        }

        return values;

        static float Log(float score) => MathF.Log(Math.Max(score, float.Epsilon));
    }

    /// <summary>The two highest scores, that of a second label being 0 where each label stands on its own.</summary>
    public static (float Best, float Second) BestTwo(
        ReadOnlySpan<float> logits,
        double temperature,
        Activation activation
    )
    {
        var (first, second) = (float.NegativeInfinity, float.NegativeInfinity);
        foreach (var logit in logits)
        {
            if (logit > first)
                (first, second) = (logit, first);
            else if (logit > second)
                second = logit;
        }

        if (activation == Activation.Sigmoid)
            return ((float)(1 / (1 + Math.Exp(-first / temperature))), 0);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp((logit - first) / temperature);
        return ((float)(1 / sum), (float)(Math.Exp((second - first) / temperature) / sum));
    }
}
