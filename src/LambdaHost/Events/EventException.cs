namespace ClothesClassification.LambdaHost.Events;

/// <summary>The event's shape is unknown; there is no HTTP response to put the reason into.</summary>
internal sealed class EventException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public const string Accepted =
        "send an API Gateway proxy event (payload format 1.0 or 2.0), a function URL or load balancer event, or {\"url\": \"https://...\"}";
}
