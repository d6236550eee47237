using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Access;

/// <summary>Holds up to burst tokens, of which rate come back each second; a request takes one.</summary>
internal sealed class TokenBucket(ThrottleDescription limits, TimeProvider time)
{
    private readonly Lock gate = new();
    private double tokens = limits.BurstLimit;
    private long filled = time.GetTimestamp();

    public bool TryTake()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            var elapsed = time.GetElapsedTime(filled, now).TotalSeconds;
            tokens = Math.Min(limits.BurstLimit, tokens + (elapsed * limits.RateLimit));
            filled = now;
            if (tokens < 1)
                return false;
            tokens--;
            return true;
        }
    }
}
