using ClothesClassification.Cli.Evaluating.Reporting.Markup;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>One axis of a chart.</summary>
/// <param name="Title">What it measures.</param>
/// <param name="From">Its lowest value.</param>
/// <param name="To">Its highest value.</param>
/// <param name="Step">From one label to the next.</param>
/// <param name="Label">Writes a value.</param>
internal sealed record Axis(string Title, double From, double To, double Step, Func<double, string> Label)
{
    private const int MaxSteps = 6;
    private static readonly int[] NiceSteps = [1, 2, 5, 10];

    public IEnumerable<double> Ticks =>
        Enumerable.Range(0, (int)Math.Round((To - From) / Step, 9) + 1).Select(i => From + (i * Step));

    /// <summary>Percent from a lowest share to 1.</summary>
    public static Axis Share(string title, double from = 0)
    {
        var step = (1 - from) switch
        {
            > 0.5 => 0.2,
            > 0.25 => 0.1,
            > 0.1 => 0.05,
            > 0.05 => 0.02,
            _ => 0.01,
        };
        // From a multiple of the step on, so that 100 % is labelled.
        var lowest = Math.Max(0, 1 - (Math.Ceiling(Math.Round((1 - from) / step, 9)) * step));
        return new Axis(title, lowest, 1, step, value => $"{Html.Number(value * 100, "0.#")} %");
    }

    /// <summary>Numbers from 0 to a maximum, rounded up to a whole step.</summary>
    public static Axis Count(string title, double max)
    {
        var step = NiceStep(Math.Max(1, max) / MaxSteps, min: 1);
        return new Axis(title, 0, Math.Ceiling(Math.Max(1, max) / step) * step, step, value => Html.Number(value));
    }

    /// <summary>Numbers from 0 to exactly a maximum.</summary>
    public static Axis Exact(string title, double max) =>
        new(title, 0, max, NiceStep(max / MaxSteps, min: 0), value => Html.Number(value, "0.####"));

    // The smallest of 1, 2 and 5 times a power of ten that is not below.
    private static double NiceStep(double step, double min)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(step, 1e-6))));
        var nice = NiceSteps.Select(n => n * power).First(n => n >= step * (1 - 1e-9));
        return Math.Max(nice, min);
    }
}
