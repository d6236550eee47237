using System.Security.Cryptography;
using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>
/// What must be the same on every processor: the vectors' results are the scalar code's, and those are the ones that are
/// written down here.
/// </summary>
internal static class JpegTierChecks
{
    /// <summary>SHA-256 of all that the scalar transforms make of the noise below.</summary>
    private const string Samples = "ac74fa4fe210570f982c6833eff5f838fe5c188ed24966c945fc2c6c138a502c";

    /// <summary>Transforms of noise, from faint to such that all sums overflow.</summary>
    public static void Transforms()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var noise = new Noise(41);
        var (first, second) = (Any(noise), Any(noise));
        for (var i = 0; i < 2_000; i++)
        {
            var (a, b) = (Block(noise, i), Block(noise, i + 1));
            var expected = new byte[2 * first.Stride * 8];
            InverseDct.FullScalar(a, first, expected, first.Stride);
            InverseDct.FullScalar(b, second, expected.AsSpan(8), first.Stride);
            var actual = new byte[expected.Length];
            InverseDct.Full(a, first, actual, first.Stride);
            InverseDct.Full(b, second, actual.AsSpan(8), first.Stride);
            Assert.Equal(expected, actual);
            if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            {
                actual = new byte[expected.Length];
                VectorDct.Two(a, b, first, second, actual, actual.AsSpan(8));
                Assert.Equal(expected, actual);
            }

            hash.AppendData(expected);
            InverseDct.HalfScalar(a, first, expected, first.Stride);
            actual = (byte[])expected.Clone();
            InverseDct.Half(a, first, actual, first.Stride);
            Assert.Equal(expected, actual);
            hash.AppendData(expected);
        }

        var actualHash = Convert.ToHexStringLower(hash.GetHashAndReset());
        Assert.True(actualHash == Samples, $"Not the samples that are written down, but {actualHash}.");
    }

    /// <summary>Colours of every luma with every chroma that occurs on a grid, in rows of any length.</summary>
    public static void Colors()
    {
        for (var length = 1; length < 80; length++)
        {
            var (y, cb, cr) = (Noise.Bytes(length, length), Noise.Bytes(length, 1), Noise.Bytes(length, 2 * length));
            var rgb = new byte[3 * length];
            YccConverter.Run(y, cb, cr, rgb);
            for (var i = 0; i < length; i++)
            {
                var (blue, red) = (cb[i] - 128, cr[i] - 128);
                double[] exact =
                [
                    y[i] + (1.402 * red),
                    y[i] - (0.344136 * blue) - (0.714136 * red),
                    y[i] + (1.772 * blue),
                ];
                for (var color = 0; color < 3; color++)
                    Assert.InRange(rgb[(3 * i) + color] - Math.Clamp(exact[color], 0, 255), -0.52, 0.52);
            }

            Interleaver.Run(y, cb, cr, rgb);
            Assert.Equal(Enumerable.Range(0, length).SelectMany(i => new[] { y[i], cb[i], cr[i] }), rgb);
        }
    }

    public static void Planes()
    {
        foreach (var (columns, rows) in new[] { (16, 16), (48, 32), (224, 400) })
        {
            using var source = GuardedMemory.Of(Noise.Bytes(columns * rows, rows), atEnd: true);
            using var target = new GuardedMemory(columns * rows, atEnd: true);
            PlaneTransposer.Run(source.Span, columns, rows, target.Span);
            for (var i = 0; i < columns * rows; i++)
                Assert.Equal(source.Span[i], target.Span[(i % columns * rows) + (i / columns)]);
        }
    }

    /// <summary>All kinds of files, at every size.</summary>
    public static void Files()
    {
        using var decoder = new JpegDecoder();
        foreach (var jpeg in TestJpegs.All())
        {
            foreach (var side in new[] { 8, 4, 2, 1 })
                ConformanceTests.Check(decoder, jpeg, side);
        }
    }

    private static Component Any(Noise noise)
    {
        var component = new Component { Stride = 16 };
        for (var i = 0; i < component.Quantization.Length; i++)
            component.Quantization[i] = (short)noise.Between(1, 255);
        return component;
    }

    private static short[] Block(Noise noise, int index)
    {
        var block = new short[ZigZag.BlockLength];
        var most = 1 << (index % 15);
        for (var i = 0; i < ZigZag.Coefficients; i++)
            block[i] = noise.Between(0, 3) == 0 ? (short)noise.Between(-most, most) : (short)0;
        return block;
    }
}
