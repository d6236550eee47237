using ClothesClassification.Inference.Tests.Jpeg;

namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>
/// The same bytes on every processor. <see cref="SimdTierTests"/> runs this class once a tier, each in a process of its
/// own; where no tier is named, it runs with whatever this process has.
/// </summary>
public sealed class SimdTierChecks
{
    /// <summary>Before every test: the switch must have worked, or the tests would show nothing.</summary>
    public SimdTierChecks()
    {
        if (Environment.GetEnvironmentVariable(SimdTier.Variable) is { Length: > 0 } name)
            Assert.Equal(SimdTier.Named(name).Support, SimdSupport.Here);
    }

    [Fact]
    public void Equals_Pillow() => PillowPixels.Check();

    [Fact]
    public void Equals_the_reference()
    {
        for (var orientation = 1; orientation <= 8; orientation++)
            ResamplerChecks.EqualsReference(orientation, seed: 200 + orientation, cases: 30, most: 60);
        ResamplerChecks.EqualsReference(ResampleCase.Stretch(611, 97, 1, 9, 31), 1);
        ResamplerChecks.EqualsReference(ResampleCase.Stretch(97, 611, 6, 9, 31), 2);
    }

    [Fact]
    public void Golden_photos_become_the_golden_pixels()
    {
        foreach (var golden in SharedData.GoldenCases())
            GoldenPixels.Check(golden);
    }

    [Fact]
    public void Transforms_of_jpegs_equal_the_scalar_ones() => JpegTierChecks.Transforms();

    [Fact]
    public void Colors_are_rounded_to_nearest() => JpegTierChecks.Colors();

    [Fact]
    public void Planes_are_turned_within_their_bounds()
    {
        GuardedMemory.Require();
        JpegTierChecks.Planes();
    }

    [Fact]
    public void Every_kind_of_jpeg_is_decoded() => JpegTierChecks.Files();

    [Fact]
    public void Nothing_outside_of_source_and_target_is_touched()
    {
        GuardedMemory.Require();
        OverrunChecks.Resampler(cases: 100);
        OverrunChecks.Passes(cases: 300);
    }
}
