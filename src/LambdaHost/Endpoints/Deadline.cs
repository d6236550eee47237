using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>
/// The time for an answer: a little less than Lambda gives, so that there is one. Work that looks at the token ends by
/// it; work that cannot be interrupted has to run beside the request where the time is not ample.
/// </summary>
internal sealed class Deadline : IDisposable
{
    // More than the slowest photo within the limits takes on a whole processor.
    private static readonly TimeSpan AmpleTime = TimeSpan.FromSeconds(10);

    // No function runs for longer, and a timer cannot wait for just any time.
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxMargin = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource source;
    private readonly DateTimeOffset end;

    public Deadline(DateTimeOffset deadline, TimeProvider time)
    {
        Time = time;
        var left = deadline - time.GetUtcNow();
        if (left > MaxTime)
            (deadline, left) = (deadline - left + MaxTime, MaxTime);
        // Writing and posting an answer takes milliseconds; a fifth serves functions with very short timeouts.
        var margin = left / 5 < MaxMargin ? left / 5 : MaxMargin;
        end = deadline - margin;
        left -= margin;
        source = left > TimeSpan.Zero ? new CancellationTokenSource(left, time) : new CancellationTokenSource();
        if (left <= TimeSpan.Zero)
            source.Cancel();
    }

    public TimeProvider Time { get; }

    public CancellationToken Token => source.Token;

    /// <summary>Whether any photo is classified before the time is over: it can then run on the calling thread, which is faster.</summary>
    public bool IsAmple => end - Time.GetUtcNow() > AmpleTime;

    public static Problem Exceeded() =>
        new(
            ProblemKinds.DeadlineExceeded,
            "The function ran out of time before it had an answer; send fewer or smaller photos, or raise the function's timeout."
        );

    public void Dispose() => source.Dispose();
}
