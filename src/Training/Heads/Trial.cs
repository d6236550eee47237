namespace ClothesClassification.Training.Heads;

/// <summary>A way of training, and what it gave in cross-validation.</summary>
/// <param name="Regularization">Strength of the regularisation.</param>
/// <param name="Views">Views of each photo that were trained on.</param>
/// <param name="Logits">Of each photo, by a layer that had not seen it; null for those that are not measured.</param>
/// <param name="Photos">Photos of a fit, on average.</param>
/// <param name="LogLoss">Mean of -log p of the right label; NaN where nothing is measured.</param>
/// <param name="Accuracy">Share of right answers; NaN where nothing is measured.</param>
internal sealed record Trial(
    double Regularization,
    int Views,
    float[]?[] Logits,
    double Photos,
    double LogLoss,
    double Accuracy
)
{
    public static Trial Of(LabelledRows rows, double regularization, int views, float[]?[] logits, double photos)
    {
        var (loss, right) = (0.0, 0);
        foreach (var photo in rows.Measured)
        {
            var (row, label) = (logits[photo]!, rows.Labels[photo]);
            var top = row.Max();
            loss += top + Math.Log(row.Sum(logit => Math.Exp(logit - top))) - row[label];
            right += Array.IndexOf(row, top) == label ? 1 : 0;
        }

        double measured = rows.Measured.Count;
        return new Trial(regularization, views, logits, photos, loss / measured, right / measured);
    }
}
