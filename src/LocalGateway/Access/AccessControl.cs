using System.Security.Cryptography;
using System.Text;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;

namespace ClothesClassification.LocalGateway.Access;

/// <summary>Checks the stage's limit, then the API key, then the usage plan's limits for the key.</summary>
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
    /// <param name="key">The request's <c>x-api-key</c>.</param>
    /// <returns>The key, where the route requires one.</returns>
    /// <exception cref="GatewayException">The request may not pass.</exception>
    public ApiKeyDescription? Check(RouteDescription route, string? key)
    {
        if (stage?.TryTake() == false)
            throw GatewayErrors.Throttled("The stage's limit is exceeded.");
        if (!route.ApiKeyRequired)
            return null;
        if (string.IsNullOrEmpty(key))
            throw GatewayErrors.InvalidApiKey("The header x-api-key is missing.");
        if (Find(key) is not { } entry)
            throw GatewayErrors.InvalidApiKey("The header x-api-key holds no key of this API.");
        if (entry.Throttle?.TryTake() == false)
            throw GatewayErrors.Throttled($"The key '{entry.Key.Name}' exceeds the usage plan's rate and burst.");
        return entry.Quota?.TryTake() != false
            ? entry.Key
            : throw GatewayErrors.QuotaExceeded($"The key '{entry.Key.Name}' has used up the usage plan's quota.");
    }

    // Hashes are compared in constant time: the time that a refusal takes reveals nothing of a key.
    private Entry? Find(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return Array.Find(entries, e => CryptographicOperations.FixedTimeEquals(e.Hash, hash));
    }

    private sealed record Entry(ApiKeyDescription Key, byte[] Hash, TokenBucket? Throttle, Quota? Quota);
}
