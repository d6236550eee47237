using System.Diagnostics;

namespace ClothesClassification.Inference.Scoring;

/// <summary>Time stamps taken between the stages of one classification.</summary>
internal struct StageClock
{
    private long last;
    private long start;

    public TimeSpan Inspect { get; private set; }
    public TimeSpan Decode { get; private set; }
    public TimeSpan Resize { get; private set; }
    public TimeSpan Model { get; private set; }
    public TimeSpan Explain { get; private set; }

    /// <summary>Time since the start.</summary>
    public readonly TimeSpan Total => Stopwatch.GetElapsedTime(start);

    public static StageClock Start()
    {
        var now = Stopwatch.GetTimestamp();
        return new StageClock { last = now, start = now };
    }

    public void EndInspect() => Inspect = Lap();

    public void EndDecode() => Decode = Lap();

    public void EndResize() => Resize = Lap();

    /// <summary>Ends the resizing of a photo that is decoded on the way.</summary>
    /// <param name="decoding">How much of the time decoding took.</param>
    public void EndResize(TimeSpan decoding)
    {
        Decode += decoding;
        Resize = Lap() - decoding;
    }

    public void EndModel() => Model = Lap();

    public void EndExplain() => Explain = Lap();

    private TimeSpan Lap()
    {
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(last, now);
        last = now;
        return elapsed;
    }
}
