using System.Globalization;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Gathers top, min_score, explain and features from the query and the body. Both may say the same; a contradiction is a problem.</summary>
internal sealed class AnswerOptions
{
    private int? top;
    private float? minimumScore;
    private bool? explain;
    private bool? features;

    public ClassifyOptions Build() =>
        new()
        {
            Top = top,
            MinimumScore = minimumScore,
            Evidence = explain == true ? EvidenceMethod.Output : EvidenceMethod.None,
            Features = features == true,
        };

    /// <summary>Takes a field of a query or a form.</summary>
    /// <returns>False where it is none of these.</returns>
    /// <exception cref="ProblemException">The value is out of range, or contradicts another.</exception>
    public bool TrySet(string name, string value)
    {
        switch (name)
        {
            case "top":
                SetTop(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0);
                return true;
            case "min_score":
                SetMinimumScore(
                    float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : -1
                );
                return true;
            case "explain":
                SetExplain(AsBoolean(value));
                return true;
            case "features":
                SetFeatures(AsBoolean(value));
                return true;
            default:
                return false;
        }
    }

    public void SetTop(int value)
    {
        if (value < 1)
            throw Invalid("top must be a whole number of at least 1.");
        if (top is { } other && other != value)
            throw Invalid($"top is given twice, as {other} and as {value}; give it once.");
        top = value;
    }

    public void SetMinimumScore(float value)
    {
        if (value is not (>= 0 and <= 1))
            throw Invalid("min_score must be a number from 0 to 1.");
        if (minimumScore is { } other && other != value)
            throw Invalid($"min_score is given twice, as {other} and as {value}; give it once.");
        minimumScore = value;
    }

    /// <param name="value">The value; null where it is none.</param>
    public void SetExplain(bool? value) => Set(ref explain, value, "explain");

    /// <param name="value">The value; null where it is none.</param>
    public void SetFeatures(bool? value) => Set(ref features, value, "features");

    private static void Set(ref bool? option, bool? value, string name)
    {
        if (value is null)
            throw Invalid($"{name} must be true or false.");
        if (option is { } other && other != value)
            throw Invalid($"{name} is given twice, as true and as false; give it once.");
        option = value;
    }

    private static bool? AsBoolean(string value) =>
        value switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        };

    private static ProblemException Invalid(string detail) => new(ProblemKinds.InvalidField, detail);
}
