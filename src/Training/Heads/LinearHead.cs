namespace ClothesClassification.Training.Heads;

/// <summary>A last layer: logits are weights times features, plus the bias.</summary>
/// <param name="Weights">A row for each label.</param>
/// <param name="Bias">A number for each label.</param>
internal sealed record LinearHead(float[][] Weights, float[] Bias)
{
    public float[] Logits(ReadOnlySpan<float> features)
    {
        var logits = new float[Bias.Length];
        for (var label = 0; label < logits.Length; label++)
        {
            var sum = (double)Bias[label];
            for (var i = 0; i < features.Length; i++)
                sum += (double)Weights[label][i] * features[i];
            logits[label] = (float)sum;
        }

        return logits;
    }

    /// <summary>The layer whose logits are divided by a temperature.</summary>
    public LinearHead Over(double temperature) =>
        new(
            Array.ConvertAll(Weights, row => Array.ConvertAll(row, value => (float)(value / temperature))),
            Array.ConvertAll(Bias, value => (float)(value / temperature))
        );
}
