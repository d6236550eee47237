using System.Security.Cryptography;
using System.Text;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;

namespace ClothesClassification.LocalGateway.Access;

/// <summary>Lets a request through to its route: the stage's limit, then the key, then the key's limits.</summary>
internal sealed class AccessControl
{
    private readonly TokenBucket? stage;
    private readonly Entry[] entries;

    public AccessControl(ApiDescription api, TimeProvider time)
    {
        stage = api.Stage.Throttle is { } throttle ? new TokenBucket(throttle, time) : null;
        entries = api
            .ApiKeys.Where(k => k.Enabled)
            .Select(k => new Entry(
                k,
                SHA256.HashData(Encoding.UTF8.GetBytes(k.Value)),
                api.UsagePlan?.Throttle is { } limits ? new TokenBucket(limits, time) : null,
                api.UsagePlan?.Quota is { } quota ? new Quota(quota, time) : null
            ))
            .ToArray();
    }

    /// <param name="route">The request's route.</param>
    /// <param name="key">What the request has in <c>x-api-key</c>.</param>
    /// <param name="found">The key, where one is required.</param>
    /// <returns>Null where the request may pass.</returns>
    public GatewayError? Check(RouteDescription route, string? key, out ApiKeyDescription? found)
    {
        found = null;
        if (stage?.TryTake() == false)
            return GatewayErrors.Throttled("The stage's limit is exceeded.");
        if (!route.ApiKeyRequired)
            return null;
        if (string.IsNullOrEmpty(key))
            return GatewayErrors.InvalidApiKey("The header x-api-key is missing.");
        if (Find(key) is not { } entry)
            return GatewayErrors.InvalidApiKey("The header x-api-key holds no key of this API.");
        found = entry.Key;
        if (entry.Throttle?.TryTake() == false)
            return GatewayErrors.Throttled($"The key '{entry.Key.Name}' exceeds the usage plan's rate and burst.");
        return entry.Quota?.TryTake() == false
            ? GatewayErrors.QuotaExceeded($"The key '{entry.Key.Name}' has used up the usage plan's quota.")
            : null;
    }

    // Hashes are compared in constant time: the duration of a refusal tells nothing of a key.
    private Entry? Find(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return Array.Find(entries, e => CryptographicOperations.FixedTimeEquals(e.Hash, hash));
    }

    private sealed record Entry(ApiKeyDescription Key, byte[] Hash, TokenBucket? Throttle, Quota? Quota);
}
