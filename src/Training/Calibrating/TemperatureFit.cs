using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Calibrating;

/// <summary>
/// The temperature with which a model's probabilities are nearest to the right labels: the mean of -log p is smallest. Source:
/// Guo et al., "On Calibration of Modern Neural Networks", 2017, section 4.2.
/// </summary>
internal static class TemperatureFit
{
    private const double Lowest = 0.05;
    private const double Highest = 20;
    private const int Steps = 60;

    /// <param name="photos">The logits of each photo, and the position of its right label.</param>
    /// <param name="activation">Softmax, or sigmoid for labels that stand on their own.</param>
    /// <param name="doubt">For softmax, see <see cref="Softmax"/>.</param>
    /// <returns>From 0.05 to 20, with four decimals.</returns>
    public static double Of(IReadOnlyList<(float[] Logits, int Label)> photos, Activation activation, double doubt = 0)
    {
        // The loss has one minimum over the logarithm: a third of the range is left out at each step.
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        for (var i = 0; i < Steps; i++)
        {
            var third = (high - low) / 3;
            if (Loss(Math.Exp(low + third)) < Loss(Math.Exp(high - third)))
                high -= third;
            else
                low += third;
        }

        return Math.Round(Math.Exp((low + high) / 2), 4);

        double Loss(double temperature) =>
            photos.Sum(p =>
                activation == Activation.Sigmoid
                    ? Sigmoid(p.Logits, p.Label, temperature)
                    : Softmax(p.Logits, p.Label, temperature, doubt)
            );
    }

    /// <summary>Chance that an answer is wrong after so many independent ones that were all right.</summary>
    /// <remarks>Platt, "Probabilistic Outputs for Support Vector Machines", 1999, section 2.2.</remarks>
    public static double DoubtAfter(int answers) => 1.0 / (answers + 2);

    /// <summary>-log p of a label by softmax.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="label">Position of the right label.</param>
    /// <param name="temperature">Divides the logits.</param>
    /// <param name="doubt">What of the label the other labels share evenly.</param>
    public static double Softmax(float[] logits, int label, double temperature, double doubt)
    {
        var top = logits.Max();
        var other = doubt / Math.Max(1, logits.Length - 1);
        var wanted = logits.Select((logit, i) => (i == label ? 1 - doubt : other) * (logit - top)).Sum();
        return Math.Log(logits.Sum(logit => Math.Exp((logit - top) / temperature))) - (wanted / temperature);
    }

    private static double Sigmoid(float[] logits, int label, double temperature) =>
        logits.Select((logit, i) => Softplus((i == label ? -logit : logit) / temperature)).Sum();

    // log(1 + e^x) without an overflow.
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
