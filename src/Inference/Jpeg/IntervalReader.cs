namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Walks over a scan's MCUs: counts the restart intervals, and checks that each has as much data as its MCUs take.
/// </summary>
internal ref struct IntervalReader
{
    private readonly Scan scan;
    private EntropyData data;
    private int left;

    /// <summary>Where the present MCU's bits come from.</summary>
    public BitReader Bits;

    public IntervalReader(Scan scan, EntropyData data)
    {
        this.scan = scan;
        this.data = data;
        Start();
    }

    /// <summary>Where the marker behind the data stands.</summary>
    public readonly int Position => data.Position;

    /// <summary>Has to be called before each MCU.</summary>
    public void NextMcu()
    {
        if (left == 0)
            Restart();
        left--;
    }

    /// <summary>Has to be called before MCUs that are read together.</summary>
    /// <param name="most">How many there are, 1 or more.</param>
    /// <returns>How many come before the next interval; and whether one begins, in which nothing of the one before is remembered.</returns>
    public (int Count, bool Begins) NextMcus(int most)
    {
        var begins = left == 0;
        if (begins)
            Restart();
        var count = Math.Min(most, left);
        left -= count;
        return (count, begins);
    }

    /// <summary>Has to be called after the last MCU.</summary>
    public readonly void Finish()
    {
        if (Bits.IsOverrun)
            throw JpegErrors.Picture();
    }

    private void Restart()
    {
        Finish();
        data.SkipRestartMarker();
        Start();
    }

    private void Start()
    {
        foreach (var component in scan.Components)
            component.Prediction = 0;
        Bits = data.Next();
        left = scan.RestartInterval == 0 ? int.MaxValue : scan.RestartInterval;
    }
}
