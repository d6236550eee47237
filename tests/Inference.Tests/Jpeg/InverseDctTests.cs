using System.Security.Cryptography;
using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>The results of the vector code are those of the scalar code, and those are the ones that are written down here.</summary>
public sealed class InverseDctTests
{
    /// <summary>SHA-256 of all that the scalar transforms make of the noise below.</summary>
    private const string Samples = "ac74fa4fe210570f982c6833eff5f838fe5c188ed24966c945fc2c6c138a502c";

    // From faint noise to such that all sums overflow.
    [Fact]
    public void Samples_of_noise_are_the_same_on_every_processor()
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

    [Fact]
    public void Square_of_one_value_is_what_the_transforms_make_of_DC_alone()
    {
        var component = new Component { Stride = 8 };
        component.Quantization.AsSpan().Fill(1);
        var block = new short[ZigZag.BlockLength];
        var (full, half) = (new byte[64], new byte[32]);
        for (int dc = short.MinValue; dc <= short.MaxValue; dc++)
        {
            block[0] = (short)dc;
            InverseDct.FullScalar(block, component, full, component.Stride);
            InverseDct.HalfScalar(block, component, half, component.Stride);

            var sample = InverseDct.FlatByTransform(dc, component);

            Assert.Equal((full[0], full[63], half[0]), (sample, sample, sample));
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    public void Square_is_filled_and_nothing_beside_it(int side)
    {
        var target = new byte[8 * 20];

        InverseDct.Fill(200, side, target.AsSpan(3), 20);

        for (var i = 0; i < target.Length; i++)
        {
            var (x, y) = ((i % 20) - 3, i / 20);
            Assert.Equal(x >= 0 && x < side && y < side ? 200 : 0, target[i]);
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
