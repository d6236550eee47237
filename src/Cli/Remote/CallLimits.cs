namespace ClothesClassification.Cli.Remote;

/// <param name="Concurrency">Calls at a time.</param>
/// <param name="Retries">Requests for one photo after the first.</param>
/// <param name="Total">Time limit of one photo, including all retries and the delays between them.</param>
/// <param name="PhotoBytes">Largest photo that is sent.</param>
/// <param name="Shrink">Whether a larger one is sent as a smaller JPEG.</param>
internal sealed record CallLimits(int Concurrency, int Retries, TimeSpan Total, int PhotoBytes, bool Shrink)
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB for a synchronous invocation's payload.
    private const int InvocationPayload = 6 * 1024 * 1024;

    // Headers stand twice in the event, once more in lists; API Gateway takes 10 KB of them.
    private const int RestOfEvent = 32 * 1024;

    /// <summary>A photo's share of an invocation payload: 3 bytes become 4 characters of base64.</summary>
    public const int PayloadBytes = (InvocationPayload - RestOfEvent) / 4 * 3;

    /// <summary>Time limit of one request: above API Gateway's 29 s, so that its own answer comes first.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(35);
}
