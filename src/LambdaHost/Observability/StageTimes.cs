using System.Globalization;

namespace ClothesClassification.LambdaHost.Observability;

/// <summary>Durations of the stages of one request, summed over its photos.</summary>
internal readonly record struct StageTimes(TimeSpan Fetch, TimeSpan Decode, TimeSpan Resize, TimeSpan Model)
{
    /// <summary>Finding evidence; zero where it is not asked for.</summary>
    public TimeSpan Explain { get; init; }

    public static StageTimes operator +(StageTimes a, StageTimes b) =>
        new(a.Fetch + b.Fetch, a.Decode + b.Decode, a.Resize + b.Resize, a.Model + b.Model)
        {
            Explain = a.Explain + b.Explain,
        };

    /// <summary>The header Server-Timing: <see href="https://www.w3.org/TR/server-timing/"/>, durations in milliseconds.</summary>
    public string ServerTiming(TimeSpan total)
    {
        var culture = CultureInfo.InvariantCulture;
        return string.Create(culture, $"fetch;dur={Ms(Fetch)}, decode;dur={Ms(Decode)}, resize;dur={Ms(Resize)}, ")
            + string.Create(culture, $"model;dur={Ms(Model)}, ")
            + (Explain > TimeSpan.Zero ? string.Create(culture, $"explain;dur={Ms(Explain)}, ") : "")
            + string.Create(culture, $"total;dur={Ms(total)}");
    }

    private static double Ms(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
