namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>Comparisons with the reference, which also run with instruction sets turned off.</summary>
internal static class ResamplerChecks
{
    /// <summary>Compares on random cases; a failure names the case.</summary>
    public static void EqualsReference(int orientation, int seed, int cases, int most)
    {
        var noise = new Noise(seed);
        for (var i = 0; i < cases; i++)
            EqualsReference(ResampleCase.Any(noise, orientation, most), seed + i);
    }

    public static void EqualsReference(ResampleCase c, int seed)
    {
        var rgba = Noise.Bytes(c.SourceBytes, seed);
        var (expected, actual) = (c.Expected(rgba), c.Run(rgba));
        var same = expected.AsSpan().CommonPrefixLength(actual);
        if (same < expected.Length)
            Assert.Fail($"Byte {same} is {actual[same]}, must be {expected[same]}; noise {seed}: {c}");
    }
}
