using System.Globalization;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Gathers top and min_score from the query and the body. Both may say the same; a contradiction is a problem.</summary>
internal sealed class AnswerOptions
{
    private int? top;
    private float? minimumScore;

    public ClassifyOptions Build() => new() { Top = top, MinimumScore = minimumScore ?? 0 };

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
            default:
                return false;
        }
    }

    public void SetTop(int value)
    {
        if (value < 1)
            throw Invalid("top has to be a whole number from 1 on.");
        if (top is { } other && other != value)
            throw Invalid($"top is given twice, as {other} and as {value}; give it once.");
        top = value;
    }

    public void SetMinimumScore(float value)
    {
        if (value is not (>= 0 and <= 1))
            throw Invalid("min_score has to be a number from 0 to 1.");
        if (minimumScore is { } other && other != value)
            throw Invalid($"min_score is given twice, as {other} and as {value}; give it once.");
        minimumScore = value;
    }

    private static ProblemException Invalid(string detail) => new(ProblemKinds.InvalidField, detail);
}
