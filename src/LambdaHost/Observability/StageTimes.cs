using System.Globalization;
using System.Text;
using ClothesClassification.Inference;

namespace ClothesClassification.LambdaHost.Observability;

/// <summary>Durations of the stages of one request in milliseconds, summed over its photos. Photos can be added by several threads.</summary>
internal sealed class StageTimes
{
    private readonly Lock turn = new();

    public double Fetch { get; private set; }

    public double Decode { get; private set; }

    public double Resize { get; private set; }

    public double Model { get; private set; }

    public double Total { get; set; }

    public void AddFetch(TimeSpan duration)
    {
        lock (turn)
            Fetch += duration.TotalMilliseconds;
    }

    public void Add(StageDurations durations)
    {
        lock (turn)
        {
            Decode += (durations.Inspect + durations.Decode).TotalMilliseconds;
            Resize += durations.Resize.TotalMilliseconds;
            Model += durations.Model.TotalMilliseconds;
        }
    }

    /// <summary>The header Server-Timing: <see href="https://www.w3.org/TR/server-timing/"/>, durations in milliseconds.</summary>
    public string ServerTiming()
    {
        var text = new StringBuilder(96);
        Append(text, "fetch", Fetch);
        Append(text, "decode", Decode);
        Append(text, "resize", Resize);
        Append(text, "model", Model);
        Append(text, "total", Total);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, double duration)
    {
        if (text.Length > 0)
            text.Append(", ");
        text.Append(CultureInfo.InvariantCulture, $"{name};dur={duration:0.###}");
    }
}
