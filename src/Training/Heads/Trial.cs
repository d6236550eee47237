using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Training.Heads;

/// <summary>A way of training, and what it gave in cross-validation.</summary>
/// <param name="Regularization">Strength of the regularisation.</param>
/// <param name="Views">Views of each photo that were trained on.</param>
/// <param name="Logits">Of each photo, by a layer that had not seen it; null for those that are not measured.</param>
/// <param name="Photos">Photos of a fit, on average.</param>
/// <param name="Temperature">What the logits are to be divided by.</param>
/// <param name="LogLoss">
/// Mean of -log p of the right label, a little doubted, over the temperature, as a strong regularisation alone makes a layer less sure than it could be; NaN
/// where nothing is measured.
/// </param>
/// <param name="Accuracy">Share of right answers; NaN where nothing is measured.</param>
internal sealed record Trial(
    double Regularization,
    int Views,
    float[]?[] Logits,
    double Photos,
    double Temperature,
    double LogLoss,
    double Accuracy
)
{
    public static Trial Of(LabelledRows rows, double regularization, int views, float[]?[] logits, double photos)
    {
        var found = rows.Measured.Select(photo => (Logits: logits[photo]!, Label: rows.Labels[photo])).ToList();
        // Else labels that are easily told apart would be given whatever certainty the range of temperatures allows.
        var doubt = TemperatureFit.DoubtAfter(rows.Measured.Select(photo => rows.Units[photo]).Distinct().Count());
        var temperature = found.Count > 0 ? TemperatureFit.Of(found, Activation.Softmax, doubt) : 1;
        var loss = found.Sum(f => TemperatureFit.Softmax(f.Logits, f.Label, temperature, doubt)) / found.Count;
        var right = found.Count(f => Array.IndexOf(f.Logits, f.Logits.Max()) == f.Label) / (double)found.Count;
        return new Trial(regularization, views, logits, photos, temperature, loss, right);
    }
}
