using ClothesClassification.LocalGateway.Pipeline;

namespace ClothesClassification.LocalGateway.Console;

/// <summary>The latest requests, without bodies and keys.</summary>
internal sealed class RecentRequests
{
    private const int MaxRequests = 50;
    private const int MaxPathLength = 200;
    private readonly Lock gate = new();
    private readonly Queue<RecentRequestDocument> requests = new();

    public void Add(HttpExchange exchange)
    {
        var path = exchange.Request.Path;
        var entry = new RecentRequestDocument(
            exchange.Time,
            exchange.Request.Method,
            path.Length <= MaxPathLength ? path : path[..MaxPathLength],
            exchange.Response.Status,
            exchange.Ids.RequestId,
            Latency.Of(exchange),
            exchange.Result?.ColdStart ?? false,
            exchange.Response.Error?.Reason
        );
        lock (gate)
        {
            requests.Enqueue(entry);
            if (requests.Count > MaxRequests)
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
