using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>
/// The time for an answer: a little less than Lambda gives, so that there is one. Work that looks at the token ends by
/// it; work that cannot be interrupted is left behind when little time is left.
/// </summary>
internal sealed class Deadline : IDisposable
{
    // More than the slowest photo within the limits takes on a whole processor; with more time left than that, work
    // runs on the calling thread, which is the fast way.
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(10);

    // No function runs for longer, and a timer cannot wait for just any time.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource source;
    private readonly TimeProvider time;
    private readonly DateTimeOffset end;

    public Deadline(DateTimeOffset deadline, TimeProvider time)
    {
        this.time = time;
        var left = deadline - time.GetUtcNow();
        if (left > Longest)
            (deadline, left) = (deadline - left + Longest, Longest);
        // Writing and posting an answer takes milliseconds; a fifth serves functions with very short timeouts.
        var margin = left / 5 < LongestMargin ? left / 5 : LongestMargin;
        end = deadline - margin;
        left -= margin;
        source = left > TimeSpan.Zero ? new CancellationTokenSource(left, time) : new CancellationTokenSource();
        if (left <= TimeSpan.Zero)
            source.Cancel();
    }

    public CancellationToken Token => source.Token;

    public long Timestamp() => time.GetTimestamp();

    public TimeSpan Elapsed(long timestamp) => time.GetElapsedTime(timestamp);

    /// <summary>Runs work that cannot be interrupted.</summary>
    /// <exception cref="OperationCanceledException">The time is over; the work goes on, and its result is lost.</exception>
    public ValueTask<T> RunAsync<T>(Func<T> work)
    {
        Token.ThrowIfCancellationRequested();
        return end - time.GetUtcNow() > Ample
            ? ValueTask.FromResult(work())
            : new ValueTask<T>(Task.Run(work, Token).WaitAsync(Token));
    }

    public static ProblemException Exceeded() =>
        new(
            ProblemKinds.DeadlineExceeded,
            "The function's time was over before the answer was there; send fewer or smaller photos, or raise the function's timeout."
        );

    public void Dispose() => source.Dispose();
}
