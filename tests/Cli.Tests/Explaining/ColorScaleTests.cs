using ClothesClassification.Cli.Explaining;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Explaining;

public sealed class ColorScaleTests
{
    [Fact]
    public void Lightness_rises_evenly()
    {
        var lightness = Enumerable.Range(0, 65).Select(i => Lightness(ColorScale.At(i / 64f))).ToArray();

        var steps = lightness.Zip(lightness[1..], (a, b) => b - a).ToArray();
        var even = (lightness[^1] - lightness[0]) / steps.Length;
        Assert.InRange(even, 1, 1.4);
        Assert.All(steps, step => Assert.InRange(step, 0.5 * even, 1.6 * even));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 1)]
    [InlineData(float.NaN, 0)]
    public void Values_beyond_the_ends_have_their_colours(float share, float end) =>
        Assert.Equal(ColorScale.At(end), ColorScale.At(share));

    [Fact]
    public void Page_and_report_have_the_same_colours()
    {
        var hex = ColorScale.Stops.Select(c => $"#{c.Red:x2}{c.Green:x2}{c.Blue:x2}").ToArray();
        var root = SharedData.RepositoryRoot;
        var style = File.ReadAllText(Path.Combine(root, "src/LocalGateway/Page/style.css"));
        var script = File.ReadAllText(Path.Combine(root, "src/LocalGateway/Page/evidence.js"));
        var report = File.ReadAllText(Path.Combine(root, "src/Cli/Evaluating/Reporting/report.css"));

        Assert.Contains(string.Join(",\n    ", hex), style, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", hex), report, StringComparison.Ordinal);
        foreach (var color in ColorScale.Stops)
            Assert.Contains(
                $"[0x{color.Red:x2}, 0x{color.Green:x2}, 0x{color.Blue:x2}]",
                script,
                StringComparison.Ordinal
            );
    }

    // L* of CIE 1976.
    private static double Lightness(SKColor color)
    {
        var y = (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));
        return y > 0.008856 ? (116 * Math.Cbrt(y)) - 16 : 903.3 * y;

        static double Linear(byte value)
        {
            var share = value / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
    }
}
