using System.Globalization;
using System.Text.RegularExpressions;
using ClothesClassification.Inference.Tests.Golden;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Processes;

public sealed partial class SimdTierTests
{
    // All that has vector code, and the check that the tier is the one that is meant.
    private static readonly Type[] Classes =
    [
        typeof(SimdTierChecks),
        typeof(GoldenPixelsTests),
        typeof(ColumnPassTests),
        typeof(DeinterleaverTests),
        typeof(InterleaverTests),
        typeof(RgbaResizerTests),
        typeof(TransposerTests),
        typeof(YccConverterTests),
        typeof(InverseDctTests),
        typeof(JpegDecoderTests),
    ];

    public static TheoryData<string> Tiers => new(SimdTier.All.Select(tier => tier.Name));

    [Theory]
    [MemberData(nameof(Tiers))]
    public async Task Every_tier_of_instructions_gives_the_same_bytes(string name)
    {
        var tier = SimdTier.Named(name);
        foreach (var other in SimdTier.All.Where(other => other.Switch != null))
        {
            // What the processor has can then not be told from here.
            var value = Environment.GetEnvironmentVariable(other.Switch!);
            var message = $"{other.Switch} is set to {value} for the tests themselves; unset it.";
            if (value != null)
                Require.Absent(message);
        }

        Assert.SkipUnless(
            SimdSupport.Here.Covers(tier.Support),
            $"This processor lacks {name}, or .NET does not use it here: {SimdSupport.Here}"
        );
        var child = await TestProcess.RunAsync(
            ["--filter-class", .. Classes.Select(c => c.FullName!)],
            tier.Environment()
        );
        Assert.True(child.ExitCode == 0, child.Output);
        Assert.True(Count(Succeeded(), child) > 0 && Count(Failed(), child) == 0, child.Output);
    }

    // Without this a switch that .NET does not know would go unnoticed.
    [Fact]
    public async Task A_tier_that_is_not_what_it_is_called_fails()
    {
        var environment = SimdTier.Named("scalar").Environment();
        environment[SimdTier.Variable] = "SSE2";
        var child = await TestProcess.RunAsync(["--filter-class", typeof(SimdTierChecks).FullName!], environment);
        Assert.True(child.ExitCode != 0, child.Output);
        Assert.True(Count(Succeeded(), child) == 0 && Count(Failed(), child) > 0, child.Output);
    }

    private static int Count(Regex line, ProcessResult child)
    {
        var match = line.Match(child.Output);
        Assert.True(match.Success, $"The child process printed no summary:\n{child.Output}");
        return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\s*succeeded: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Succeeded();

    [GeneratedRegex(@"^\s*failed: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Failed();
}
