namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>The conformance set: every kind of file that the decoder takes, in small.</summary>
internal static class TestJpegs
{
    public static (int, int)[] Grey => [(1, 1)];

    public static (int, int)[][] Samplings { get; } =
    [
        [(1, 1)],
        [(2, 2)], // one component: the factors mean nothing
        [(1, 1), (1, 1), (1, 1)], // 4:4:4
        [(2, 1), (1, 1), (1, 1)], // 4:2:2
        [(2, 2), (1, 1), (1, 1)], // 4:2:0
        [(1, 2), (1, 1), (1, 1)], // 4:4:0
        [(4, 1), (1, 1), (1, 1)], // 4:1:1
        [(4, 2), (1, 1), (1, 1)], // 4:1:0
        [(2, 2), (2, 1), (1, 2)],
        [(3, 1), (2, 1), (1, 1)], // not a whole number of pixels a sample
    ];

    /// <summary>Every sampling in every mode, with sides from 1 to 65 pixels.</summary>
    public static IEnumerable<TestJpeg> All()
    {
        var seed = 0;
        foreach (var sampling in Samplings)
        {
            foreach (var mode in Enumerable.Range(0, 6))
            {
                seed++;
                yield return new TestJpeg
                {
                    Sampling = sampling,
                    Width = 1 + (seed * 37 % 65),
                    Height = 1 + (seed * 23 % 65),
                    IsProgressive = mode >= 4,
                    IsInterleaved = mode != 3,
                    RestartInterval = mode is 1 or 5 ? 1 + (seed % 5) : 0,
                    Tables = (TestHuffman.Shape)(seed % 3),
                    Roughness = seed * 13 % 101,
                    Quantization = 1 + (seed * 7 % 60),
                    HasWideQuantization = mode == 2,
                    Seed = seed,
                };
            }
        }
    }

    /// <summary>Each side from 1 to 65 pixels once.</summary>
    public static IEnumerable<TestJpeg> Sides() =>
        Enumerable
            .Range(1, 65)
            .Select(side => new TestJpeg
            {
                Width = side,
                Height = 66 - side,
                Seed = side,
                IsProgressive = side % 3 == 0,
            });
}
