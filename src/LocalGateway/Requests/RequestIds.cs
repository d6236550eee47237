using System.Security.Cryptography;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>What a request is called.</summary>
/// <param name="RequestId">A UUID, in <c>x-amzn-RequestId</c>.</param>
/// <param name="ExtendedId">16 characters, in <c>x-amz-apigw-id</c>.</param>
/// <param name="TraceRoot">Root of the X-Ray trace.</param>
internal sealed record RequestIds(string RequestId, string ExtendedId, string TraceRoot)
{
    public static RequestIds Create(DateTimeOffset now)
    {
        Span<byte> random = stackalloc byte[23];
        RandomNumberGenerator.Fill(random);
        return new RequestIds(
            Guid.NewGuid().ToString(),
            Convert.ToBase64String(random[..11]).Replace('+', '-').Replace('/', '_'),
            $"Root=1-{now.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(random[11..])}"
        );
    }
}
