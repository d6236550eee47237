using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Pixels;

/// <summary>What an axis is resized to.</summary>
/// <param name="Length">Target pixels that are kept.</param>
/// <param name="Scaled">Pixels that the part is resized to.</param>
/// <param name="Skip">The first of them that is kept.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Cropped">Whether the part is cut out first, so that the filter sees nothing beside it.</param>
internal readonly record struct AxisTarget(int Length, int Scaled, int Skip, ResizeFilter Filter, bool Cropped)
{
    /// <summary>All pixels, by the triangle filter.</summary>
    public static AxisTarget All(int length) =>
        new(length, length, 0, ResizeFilter.BilinearAntialiased, Cropped: false);
}

/// <summary>
/// A filter along one axis: for each target pixel the source pixels that it covers and their weights, as
/// fixed-point numbers with <see cref="FractionBits"/> bits of fraction. The numbers are Pillow's (libImaging/Resample.c,
/// precompute_coeffs and normalize_coeffs_8bpc), so that pixels equal those that the model was trained on; without antialiasing
/// the filter keeps its size where the picture is reduced.
/// </summary>
internal sealed class AxisWeights
{
    /// <summary>32 bits less 8 of the pixel and 2 that keep sums of weights above 1 from overflowing.</summary>
    public const int FractionBits = 32 - 8 - 2;

    /// <summary>Half of 1: added before the fraction is taken off.</summary>
    public const int Half = 1 << (FractionBits - 1);

    private int[] starts = [];
    private int[] weights = [];
    private int[] pairs = [];
    private double[] raw = [];
    private AxisKey current;

    private readonly record struct AxisKey(int Source, float BoxStart, float BoxEnd, AxisTarget Target, bool Mirrored);

    /// <summary>Number of target pixels.</summary>
    public int Length => current.Target.Length;

    /// <summary>
    /// Number of weights of each target pixel, the same for all. Those that a pixel does not need are 0. Start and taps never
    /// reach past the end of the source.
    /// </summary>
    public int Taps { get; private set; }

    /// <summary>First source pixel of each target pixel.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Length);

    /// <summary>The weights, <see cref="Taps"/> for each target pixel.</summary>
    public ReadOnlySpan<int> Weights => weights.AsSpan(0, Length * Taps);

    /// <summary>
    /// The weights two by two, in halves of 16 bits, for instructions that multiply 16-bit numbers and add neighbouring
    /// products: for each two taps one number of their low halves and one of their high halves. The low half is signed,
    /// and weight = 65,536 high + low, so that the sum of pixel x weight is exactly 65,536 sum of pixel x high + sum of
    /// pixel x low. An odd tap at the end has a weight of 0 beside it.
    /// </summary>
    public ReadOnlySpan<int> Pairs => pairs.AsSpan(0, Length * PairStride);

    /// <summary>Numbers in <see cref="Pairs"/> of each target pixel.</summary>
    public int PairStride => (Taps + 1) / 2 * 2;

    /// <summary>First source pixel that any target pixel reads.</summary>
    public int First { get; private set; }

    /// <summary>One past the last source pixel that any target pixel reads.</summary>
    public int End { get; private set; }

    /// <summary>Computes the weights; those of the call before are kept when nothing differs.</summary>
    /// <param name="source">Source pixels along the axis.</param>
    /// <param name="boxStart">Start of the part that is resized, in upright source pixels.</param>
    /// <param name="boxEnd">End of that part. Single precision, as Pillow takes it.</param>
    /// <param name="target">What the part is resized to, and by which filter.</param>
    /// <param name="mirrored">The upright axis runs against the stored one.</param>
    public void Set(int source, float boxStart, float boxEnd, in AxisTarget target, bool mirrored)
    {
        var axis = new AxisKey(source, boxStart, boxEnd, target, mirrored);
        if (axis == current)
            return;

        var scale = (double)(boxEnd - boxStart) / target.Scaled;
        var filterScale = target.Filter == ResizeFilter.Bilinear ? 1 : Math.Max(scale, 1);
        var support = SupportOf(target.Filter) * filterScale;
        var (length, skip) = (target.Length, target.Skip);
        var seen = target.Cropped ? ((int)boxStart, Math.Min(source, (int)Math.Ceiling(boxEnd))) : (0, source);
        var taps = 1;
        for (var i = 0; i < length && support > 0; i++)
            taps = Math.Max(taps, Covered(seen, Centre(i), support).Count);
        Taps = taps;
        Grow(ref starts, length);
        Grow(ref weights, length * Taps);
        Grow(ref pairs, length * PairStride);
        Grow(ref raw, taps);
        First = source;
        End = 0;
        if (support > 0)
        {
            for (var i = 0; i < length; i++)
                Fill(i, source, Covered(seen, Centre(i), support), Centre(i), filterScale, target.Filter, mirrored);
        }
        else
        {
            FillNearest(source, boxStart, scale, target, mirrored);
        }

        for (var i = 0; i < length; i++)
        {
            Pair(weights.AsSpan(i * Taps, Taps), pairs.AsSpan(i * PairStride, PairStride));
            First = Math.Min(First, starts[i]);
            End = Math.Max(End, starts[i] + Taps);
        }

        current = axis;
        double Centre(int i) => boxStart + ((skip + i + 0.5) * scale);
    }

    // Source pixels to either side of a centre at full size; the nearest pixel has no filter.
    private static double SupportOf(ResizeFilter filter) =>
        filter switch
        {
            ResizeFilter.Bicubic => 2,
            ResizeFilter.Nearest => 0,
            _ => 1,
        };

    // The source pixels that lie under the filter around a centre.
    private static (int Start, int Count) Covered((int First, int End) seen, double centre, double support)
    {
        var start = Math.Max(seen.First, (int)(centre - support + 0.5));
        return (start, Math.Min(seen.End, (int)(centre + support + 0.5)) - start);
    }

    private void Fill(
        int target,
        int source,
        (int Start, int Count) covered,
        double centre,
        double filterScale,
        ResizeFilter filter,
        bool mirrored
    )
    {
        var (start, count) = covered;
        var perPixel = 1.0 / filterScale;
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            var distance = Math.Abs((start + k - centre + 0.5) * perPixel);
            raw[k] = filter == ResizeFilter.Bicubic ? Cubic(distance) : Triangle(distance);
            sum += raw[k];
        }

        var storedStart = mirrored ? source - (start + count) : start;
        // At the far end the taps start earlier, behind weights of 0, so that none lies outside the source.
        starts[target] = Math.Min(storedStart, source - Taps);
        var row = weights.AsSpan(target * Taps, Taps);
        row.Clear();
        var used = row[(storedStart - starts[target])..];
        for (var k = 0; k < count; k++)
        {
            // Pillow divides first, then scales and rounds half away from 0.
            var weight = sum == 0 ? raw[k] : raw[k] / sum;
            used[mirrored ? count - 1 - k : k] = (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << FractionBits)));
        }
    }

    private static double Triangle(double distance) => distance < 1 ? 1 - distance : 0;

    private static double Cubic(double distance)
    {
        const double A = -0.5;
        return distance switch
        {
            < 1 => ((((A + 2) * distance) - (A + 3)) * distance * distance) + 1,
            < 2 => ((((((distance - 5) * distance) + 8) * distance) - 4) * A),
            _ => 0,
        };
    }

    // Pillow adds up the positions (libImaging/Geometry.c, ImagingScaleAffine): what rounding does to a sum decides where a
    // centre lies on an edge of pixels.
    private void FillNearest(int source, float boxStart, double scale, in AxisTarget target, bool mirrored)
    {
        var position = boxStart + (scale * 0.5);
        for (var i = 0; i < target.Skip + target.Length; i++, position += scale)
        {
            if (i < target.Skip)
                continue;
            var pixel = Math.Min((int)position, source - 1);
            starts[i - target.Skip] = mirrored ? source - 1 - pixel : pixel;
            weights[i - target.Skip] = 1 << FractionBits;
        }
    }

    private static void Pair(ReadOnlySpan<int> weights, Span<int> pairs)
    {
        for (var k = 0; k < pairs.Length; k += 2)
        {
            var (first, second) = (weights[k], k + 1 < weights.Length ? weights[k + 1] : 0);
            pairs[k] = Join((short)first, (short)second);
            pairs[k + 1] = Join((first - (short)first) >> 16, (second - (short)second) >> 16);
        }
    }

    private static int Join(int low, int high) => (low & 0xFFFF) | (high << 16);

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[length];
    }
}
