namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// The triangle filter along one axis: for each target pixel the source pixels that it covers and their weights, as
/// fixed-point numbers with <see cref="FractionBits"/> bits of fraction. The numbers are Pillow's (libImaging/Resample.c,
/// precompute_coeffs and normalize_coeffs_8bpc), so that pixels equal those that the model was trained on.
/// </summary>
internal sealed class AxisWeights
{
    /// <summary>32 bits less 8 of the pixel and 2 that keep sums of weights above 1 from overflowing.</summary>
    public const int FractionBits = 32 - 8 - 2;

    /// <summary>Vector code takes so many source pixels at a time.</summary>
    public const int TapGroup = 4;

    /// <summary>The expanded table holds each weight once for each of a pixel's four bytes.</summary>
    public const int Lanes = 4;

    private int[] starts = [];
    private int[] weights = [];
    private int[] expanded = [];
    private double[] raw = [];
    private Axis current;

    private readonly record struct Axis(int Source, float BoxStart, float BoxEnd, int Target, bool Mirrored);

    /// <summary>Number of target pixels.</summary>
    public int Length => current.Target;

    /// <summary>
    /// Number of weights of each target pixel: the same for all, a multiple of <see cref="TapGroup"/> unless the source is
    /// shorter. Those that a pixel does not need are 0. Start and taps never reach past the end of the source.
    /// </summary>
    public int Taps { get; private set; }

    /// <summary>First source pixel of each target pixel.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Length);

    /// <summary>The weights, <see cref="Taps"/> for each target pixel.</summary>
    public ReadOnlySpan<int> Weights => weights.AsSpan(0, Length * Taps);

    /// <summary>The weights, each <see cref="Lanes"/> times.</summary>
    public ReadOnlySpan<int> Expanded => expanded.AsSpan(0, Length * Taps * Lanes);

    /// <summary>First source pixel that any target pixel reads.</summary>
    public int First { get; private set; }

    /// <summary>One past the last source pixel that any target pixel reads.</summary>
    public int End { get; private set; }

    /// <summary>Computes the weights; those of the call before are kept when nothing differs.</summary>
    /// <param name="source">Source pixels along the axis.</param>
    /// <param name="boxStart">Start of the part that is resized, in upright source pixels.</param>
    /// <param name="boxEnd">End of that part. Single precision, as Pillow takes it.</param>
    /// <param name="target">Target pixels.</param>
    /// <param name="mirrored">The upright axis runs against the stored one.</param>
    public void Set(int source, float boxStart, float boxEnd, int target, bool mirrored)
    {
        var axis = new Axis(source, boxStart, boxEnd, target, mirrored);
        if (axis == current)
            return;

        var scale = (double)(boxEnd - boxStart) / target;
        var support = Math.Max(scale, 1);
        var most = ((int)Math.Ceiling(support) * 2) + 1;
        Taps = Math.Min(source, (most + TapGroup - 1) / TapGroup * TapGroup);
        Grow(ref starts, target);
        Grow(ref weights, target * Taps);
        Grow(ref expanded, target * Taps * Lanes);
        Grow(ref raw, most);
        First = source;
        End = 0;
        for (var i = 0; i < target; i++)
        {
            var centre = boxStart + ((i + 0.5) * scale);
            var start = Math.Max(0, (int)(centre - support + 0.5));
            var count = Math.Min(source, (int)(centre + support + 0.5)) - start;
            Fill(i, source, start, count, centre, support, mirrored);
            First = Math.Min(First, starts[i]);
            End = Math.Max(End, starts[i] + Taps);
        }

        current = axis;
        for (var i = 0; i < target * Taps * Lanes; i++)
            expanded[i] = weights[i / Lanes];
    }

    private void Fill(int target, int source, int start, int count, double centre, double support, bool mirrored)
    {
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            var distance = Math.Abs((start + k - centre + 0.5) * (1.0 / support));
            raw[k] = distance < 1 ? 1 - distance : 0;
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
            // Pillow divides first, then scales and rounds half up.
            var weight = sum == 0 ? raw[k] : raw[k] / sum;
            used[mirrored ? count - 1 - k : k] = (int)(0.5 + (weight * (1 << FractionBits)));
        }
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[length];
    }
}
