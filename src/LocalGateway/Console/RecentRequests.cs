namespace ClothesClassification.LocalGateway.Console;

/// <summary>The latest requests, without bodies and keys.</summary>
internal sealed class RecentRequests
{
    private const int Most = 50;
    private const int LongestPath = 200;
    private readonly Lock gate = new();
    private readonly Queue<RecentRequestDocument> requests = new();

    public void Add(Exchange exchange)
    {
        var path = exchange.Request.Path;
        var entry = new RecentRequestDocument(
            exchange.Time,
            exchange.Request.Method,
            path.Length <= LongestPath ? path : path[..LongestPath],
            exchange.Answer!.Status,
            exchange.Ids.RequestId,
            Latency.Of(exchange),
            exchange.Result?.ColdStart ?? false,
            exchange.Answer.Error?.Reason
        );
        lock (gate)
        {
            requests.Enqueue(entry);
            if (requests.Count > Most)
                requests.Dequeue();
        }
    }

    /// <summary>Newest first.</summary>
    public RecentDocument List()
    {
        lock (gate)
            return new RecentDocument([.. requests.Reverse()]);
    }
}
