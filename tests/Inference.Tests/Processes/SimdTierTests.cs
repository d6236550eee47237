using ClothesClassification.Inference.Tests.Golden;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;
using ClothesClassification.Inference.Tests.Png;

namespace ClothesClassification.Inference.Tests.Processes;

public sealed class SimdTierTests
{
    // All that has vector code.
    private static readonly Type[] Classes =
    [
        typeof(GoldenPixelsTests),
        typeof(ColumnPassTests),
        typeof(CompositorTests),
        typeof(DeinterleaverTests),
        typeof(InterleaverTests),
        typeof(RgbaResizerTests),
        typeof(TransposerTests),
        typeof(YccConverterTests),
        typeof(InverseDctTests),
        typeof(JpegDecoderTests),
        typeof(AdlerTests),
        typeof(InflaterTests),
        typeof(PngChecksumTests),
        typeof(PngPictureTests),
        typeof(RowFilterTests),
        typeof(ProgressiveScanTests),
        typeof(BitSetsTests),
    ];

    // The tier of this process is the one that all tests run on.
    public static TheoryData<string> Tiers =>
        new(SimdTier.All.Where(tier => !tier.Support.SequenceEqual(SimdTier.Here)).Select(tier => tier.Name));

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
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.True(value == null, message);
            Assert.SkipWhen(value != null, message);
        }

        Assert.SkipWhen(
            tier.Support.Except(SimdTier.Here).Any(),
            $"This processor lacks {name}, or .NET does not use it here: {string.Join(", ", SimdTier.Here)}"
        );
        var child = await TestProcess.RunTestsAsync(
            ["--filter-class", .. Classes.Select(c => c.FullName!)],
            tier.Environment()
        );
        Assert.True(child.ExitCode == 0, child.AllOutput);
        Assert.Contains("failed: 0", child.AllOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("succeeded: 0", child.AllOutput, StringComparison.Ordinal);
    }

    // Without this a switch that .NET does not know would go unnoticed.
    [Fact]
    public async Task A_tier_that_is_not_what_it_is_called_fails()
    {
        var environment = SimdTier.Named("scalar").Environment();
        environment[SimdTier.Variable] = "SSE2";
        var child = await TestProcess.RunTestsAsync(
            ["--filter-class", typeof(YccConverterTests).FullName!],
            environment
        );
        Assert.True(child.ExitCode != 0, child.AllOutput);
        Assert.Contains("Not the instructions of SSE2", child.AllOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("succeeded", child.AllOutput, StringComparison.Ordinal);
    }
}
