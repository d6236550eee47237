using System.Security.Cryptography;
using ClothesClassification.Cli.Options;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.Cli.Serving;

/// <summary>The API key of <c>clothes serve</c>.</summary>
internal static class ServeKey
{
    private const int RandomBytes = 15;

    /// <summary>A description with the given key, or with a random one where it needs a key and has none.</summary>
    /// <exception cref="UsageException">The key is one that API Gateway would refuse.</exception>
    public static ApiDescription AddTo(ApiDescription api, string? key)
    {
        if (key is null && (api.ApiKeys.Count > 0 || !api.Routes.Any(r => r.ApiKeyRequired)))
            return api;
        if (key is { Length: < 20 or > 128 } || key?.All(c => c is > ' ' and < '\u007f') == false)
            throw new UsageException(
                "--api-key must have 20 to 128 printable ASCII characters, as API Gateway requires."
            );
        var made = new ApiKeyDescription
        {
            Name = "serve",
            Value = key ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)),
        };
        return api with { ApiKeys = [made] };
    }
}
