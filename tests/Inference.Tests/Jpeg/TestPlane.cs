using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>One component's quantised coefficients, and what they decode to, computed in double precision.</summary>
internal sealed class TestPlane
{
    /// <summary>Where the coefficients along the zigzag lie in a block: 8 vertical + horizontal.</summary>
    public static readonly int[] Zigzag =
    [
        .. Enumerable
            .Range(0, 64)
            .OrderBy(i => (i / 8) + (i % 8))
            // Even diagonals run up, odd ones down.
            .ThenBy(i => ((i / 8) + (i % 8)) % 2 == 0 ? i % 8 : i / 8),
    ];

    private static readonly double[,] Waves = WavesOf8();
    private readonly int[] quantization;

    private TestPlane(int[] quantization, int blocksWide, int blocksHigh)
    {
        this.quantization = quantization;
        (BlocksWide, BlocksHigh) = (blocksWide, blocksHigh);
        Blocks = Enumerable.Range(0, blocksWide * blocksHigh).Select(_ => new int[64]).ToArray();
    }

    /// <summary>Quantised coefficients of each block, in natural order; blocks that fill up the last MCUs included.</summary>
    public int[][] Blocks { get; }

    public int BlocksWide { get; }

    public int BlocksHigh { get; }

    public static TestPlane Make(TestJpeg jpeg, int component)
    {
        var (h, v) = jpeg.Sampling[component];
        var mcusWide = (jpeg.Width + (8 * jpeg.MaxH) - 1) / (8 * jpeg.MaxH);
        var mcusHigh = (jpeg.Height + (8 * jpeg.MaxV) - 1) / (8 * jpeg.MaxV);
        var plane = new TestPlane(jpeg.QuantizationTable(component), mcusWide * h, mcusHigh * v);
        var noise = new Noise((jpeg.Seed * 10) + component);
        for (var i = 0; i < plane.Blocks.Length; i++)
        {
            if (jpeg.Coefficients is { } coefficients)
            {
                for (var k = 0; k < 64; k++)
                    plane.Blocks[i][Zigzag[k]] = coefficients(component, i, k);
                continue;
            }

            var (x, y) = (8 * (i % plane.BlocksWide), 8 * (i / plane.BlocksWide));
            // Where the picture is smooth there are blocks with DC alone.
            var rough = component == 0 && noise.Between(0, 99) < 70 ? jpeg.Roughness : 0;
            var samples = new double[64];
            for (var k = 0; k < 64; k++)
            {
                var (px, py) = (x + (k % 8), y + (k / 8));
                if (jpeg.Content is { } content)
                {
                    samples[k] = content(component, px, py);
                    continue;
                }

                var wave = 60 * Math.Sin((px * jpeg.MaxH / h / 23.0) + component) * Math.Cos(py * jpeg.MaxV / v / 31.0);
                samples[k] = Math.Clamp(wave + (noise.Between(-128, 127) * rough / 100.0), -128, 127);
            }

            plane.Quantize(samples, plane.Blocks[i]);
        }

        return plane;
    }

    /// <summary>
    /// The samples of a block reduced to a square of a given side: the inverse transform of its lowest frequencies
    /// (ITU-T T.81, A.3.3, for 8).
    /// </summary>
    public double[] Samples(int block, int side)
    {
        var samples = new double[side * side];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0.0;
            for (var v = 0; v < side; v++)
            {
                for (var u = 0; u < side; u++)
                {
                    var place = (8 * v) + u;
                    sum +=
                        Blocks[block][place]
                        * quantization[place]
                        * Wave(u, i % side, side)
                        * Wave(v, i / side, side)
                        / 4;
                }
            }

            samples[i] = Math.Clamp(sum + 128, 0, 255);
        }

        return samples;
    }

    private void Quantize(double[] samples, int[] coefficients)
    {
        for (var place = 0; place < 64; place++)
        {
            var sum = 0.0;
            for (var k = 0; k < 64; k++)
                sum += samples[k] * Waves[place % 8, k % 8] * Waves[place / 8, k / 8] / 4;
            coefficients[place] = (int)Math.Round(sum / quantization[place]);
        }
    }

    private static double[,] WavesOf8()
    {
        var waves = new double[8, 8];
        for (var i = 0; i < 64; i++)
            waves[i / 8, i % 8] = Wave(i / 8, i % 8, 8);
        return waves;
    }

    private static double Wave(int frequency, int place, int side) =>
        frequency == 0 ? Math.Sqrt(0.5) : Math.Cos(((2 * place) + 1) * frequency * Math.PI / (2 * side));
}
