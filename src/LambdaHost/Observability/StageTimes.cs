using System.Globalization;
using System.Text;

namespace ClothesClassification.LambdaHost.Observability;

/// <summary>Durations of the stages of one request, summed over its photos.</summary>
internal readonly record struct StageTimes(TimeSpan Fetch, TimeSpan Decode, TimeSpan Resize, TimeSpan Model)
{
    public static StageTimes operator +(StageTimes a, StageTimes b) =>
        new(a.Fetch + b.Fetch, a.Decode + b.Decode, a.Resize + b.Resize, a.Model + b.Model);

    /// <summary>The header Server-Timing: <see href="https://www.w3.org/TR/server-timing/"/>, durations in milliseconds.</summary>
    public string ServerTiming(TimeSpan total)
    {
        var text = new StringBuilder(96);
        Append(text, "fetch", Fetch);
        Append(text, "decode", Decode);
        Append(text, "resize", Resize);
        Append(text, "model", Model);
        Append(text, "total", total);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, TimeSpan duration)
    {
        if (text.Length > 0)
            text.Append(", ");
        text.Append(CultureInfo.InvariantCulture, $"{name};dur={duration.TotalMilliseconds:0.###}");
    }
}
