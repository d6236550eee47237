namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>
/// Runs in the processes that <see cref="SimdTierTests"/> starts, before it is believed that other tests have run on a tier;
/// where no tier is named, any will do.
/// </summary>
public sealed class SimdTierChecks
{
    [Fact]
    public void Instructions_are_those_of_the_tier()
    {
        if (Environment.GetEnvironmentVariable(SimdTier.Variable) is { Length: > 0 } name)
            Assert.Equal(SimdTier.Named(name).Support, SimdSupport.Here);
    }
}
