using System.Runtime.InteropServices;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class AxisWeightsTests
{
    [Fact]
    public void Every_weight_is_the_references()
    {
        foreach (var (axis, weights) in Axes().Where(a => a.Axis.Filter == ResizeFilter.BilinearAntialiased))
        {
            for (var i = 0; i < axis.Target.Length; i++)
            {
                var (first, expected) = ReferenceResampler.Weights(
                    axis.Source,
                    axis.Start,
                    axis.End,
                    axis.Target.Length,
                    i
                );
                Assert.Equal(Spread(axis.Source, first, expected), Spread(weights, axis.Source, i));
            }
        }
    }

    [Fact]
    public void Halves_of_pairs_make_up_the_weights()
    {
        foreach (var (axis, weights) in Axes())
        {
            for (var i = 0; i < axis.Target.Length; i++)
            {
                for (var k = 0; k < weights.Taps; k++)
                {
                    var pair = (i * weights.PairStride) + (k / 2 * 2);
                    var shift = k % 2 * 16;
                    var low = (short)(weights.Pairs[pair] >> shift);
                    var high = (short)(weights.Pairs[pair + 1] >> shift);
                    Assert.Equal(weights.Weights[(i * weights.Taps) + k], (high * 65_536) + low);
                }

                if (weights.Taps % 2 == 1)
                    Assert.All(
                        weights.Pairs.Slice(i * weights.PairStride, weights.PairStride)[^2..].ToArray(),
                        last => Assert.Equal(0, last >> 16)
                    );
            }
        }
    }

    [Fact]
    public void Starts_and_taps_stay_inside_the_source()
    {
        foreach (var (axis, weights) in Axes())
        {
            Assert.Equal(axis.Target.Length, weights.Length);
            Assert.InRange(weights.Taps, 1, axis.Source);
            var starts = weights.Starts.ToArray();
            Assert.All(starts, start => Assert.InRange(start, 0, axis.Source - weights.Taps));
            Assert.Equal(starts.Min(), weights.First);
            Assert.Equal(starts.Max() + weights.Taps, weights.End);
        }
    }

    [Fact]
    public void A_mirrored_axis_has_the_weights_the_other_way_round()
    {
        foreach (var (axis, weights) in Axes())
        {
            var mirrored = new AxisWeights();
            mirrored.Set(axis.Source, axis.Start, axis.End, axis.Target, mirrored: true);
            for (var i = 0; i < axis.Target.Length; i++)
            {
                var row = Spread(mirrored, axis.Source, i);
                Array.Reverse(row);
                Assert.Equal(Spread(weights, axis.Source, i), row);
            }
        }
    }

    [Fact]
    public void The_same_axis_keeps_its_weights_and_another_replaces_them()
    {
        var weights = new AxisWeights();
        weights.Set(100, 0, 100, AxisTarget.All(40), mirrored: false);
        var first = weights.Weights.ToArray();
        // A mark in the table itself, which only computing anew wipes out.
        MemoryMarshal.GetReference(weights.Weights)++;
        weights.Set(100, 0, 100, AxisTarget.All(40), mirrored: false);
        Assert.NotEqual(first, weights.Weights.ToArray());
        weights.Set(100, 0, 100, AxisTarget.All(40), mirrored: true);
        weights.Set(100, 0, 100, AxisTarget.All(40), mirrored: false);
        Assert.Equal(first, weights.Weights.ToArray());
    }

    private static IEnumerable<(Axis Axis, AxisWeights Weights)> Axes()
    {
        var noise = new Noise(17);
        var weights = new AxisWeights();
        for (var i = 0; i < 300; i++)
        {
            var c = ResampleCase.Any(noise, 1, 300);
            var (length, skip) = (c.Plan.TargetWidth, i % 7);
            var target = new AxisTarget(
                length,
                length + skip + (i % 5),
                skip,
                (ResizeFilter)(i % 3),
                Cropped: i % 2 == 0
            );
            target = i % 3 == 0 ? AxisTarget.All(length) : target;
            var axis = new Axis(c.Width, c.Plan.Left, c.Plan.Right, target);
            weights.Set(axis.Source, axis.Start, axis.End, axis.Target, mirrored: false);
            yield return (axis, weights);
        }
    }

    private static int[] Spread(AxisWeights weights, int source, int i) =>
        Spread(source, weights.Starts[i], weights.Weights.Slice(i * weights.Taps, weights.Taps));

    // One weight for each source pixel, so that leading and trailing zeros do not matter.
    private static int[] Spread(int source, int first, ReadOnlySpan<int> weights)
    {
        var all = new int[source];
        weights.CopyTo(all.AsSpan(first));
        return all;
    }

    private sealed record Axis(int Source, float Start, float End, AxisTarget Target)
    {
        public ResizeFilter Filter => Target.Filter;
    }
}
