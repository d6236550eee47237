using ClothesClassification.Inference;

namespace ClothesClassification.LambdaHost.Answers;

/// <summary>
/// Numbers of long lists, rounded to five significant digits: a quarter of the bytes of all digits, and far below what 8-bit weights
/// leave of them. Sixteen photos with features and evidence stay below a third of a megabyte.
/// </summary>
internal static class Rounded
{
    private const int Digits = 5;

    // What Math.Round takes.
    private const int MaxDecimals = 15;

    /// <returns>null where the answer has no features.</returns>
    public static float[]? Features(Classification answer) =>
        answer.Features.IsEmpty ? null : Row(answer.Features.Span);

    public static float[] Row(ReadOnlySpan<float> values)
    {
        var rounded = new float[values.Length];
        for (var i = 0; i < rounded.Length; i++)
            rounded[i] = Value(values[i]);
        return rounded;
    }

    /// <summary>JSON has no NaN and no infinity: they are 0.</summary>
    public static float Value(float value)
    {
        if (value == 0 || !float.IsFinite(value))
            return 0;
        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs((double)value)));
        return decimals < 0 ? value : (float)Math.Round((double)value, Math.Min(decimals, MaxDecimals));
    }
}
