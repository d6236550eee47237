using System.Text.Json;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>
/// Recognizes the events that only keep a process alive: no input at all, the payloads of serverless-plugin-warmup,
/// lambda-warmer and their like, and what EventBridge sends on a schedule.
/// </summary>
internal static class WarmUpEvent
{
    /// <param name="root">An event that is neither an HTTP request nor a direct invocation.</param>
    public static bool Is(JsonElement root)
    {
        // What Lambda passes on where the caller gives no payload.
        var isEmpty = true;
        var source = default(JsonElement);
        var detailType = default(JsonElement);
        foreach (var member in root.EnumerateObject())
        {
            isEmpty = false;
            if (IsFlag(member.Name) && member.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
                return true;
            if (member.NameEquals("source"u8))
                source = member.Value;
            else if (member.NameEquals("detail-type"u8))
                detailType = member.Value;
        }

        if (source.ValueKind != JsonValueKind.String)
            return isEmpty;
        return detailType.ValueKind == JsonValueKind.String
            ? detailType.ValueEquals("Scheduled Event"u8)
                && (source.ValueEquals("aws.events"u8) || source.ValueEquals("aws.scheduler"u8))
            : source.GetString()!.Contains("warm", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsFlag(string name) =>
        name
            is "warmup"
                or "warmUp"
                or "warm-up"
                or "warm_up"
                or "warmer"
                or "warm"
                or "keepWarm"
                or "keep-warm"
                or "keep_warm";
}
