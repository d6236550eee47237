namespace ClothesClassification.Benchmarks.Measuring;

/// <summary>Times as text.</summary>
internal static class Duration
{
    public static string Format(double nanoseconds) =>
        nanoseconds switch
        {
            < 1e4 => Invariant($"{nanoseconds:F0} ns"),
            < 1e6 => Invariant($"{nanoseconds / 1e3:F1} us"),
            _ => Invariant($"{nanoseconds / 1e6:F2} ms"),
        };
}
