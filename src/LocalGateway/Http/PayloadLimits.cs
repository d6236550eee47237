namespace ClothesClassification.LocalGateway.Http;

/// <summary>Sizes that API Gateway and Lambda take at most, in bytes.</summary>
internal static class PayloadLimits
{
    /// <summary>Body of a request to a REST API.</summary>
    public const int Request = 10 * 1024 * 1024;

    /// <summary>Event of an invocation, and a function's answer. Lambda's "6 MB" is this number.</summary>
    public const int Invocation = 6_291_556;

    /// <summary>Bodies that are held at once; further ones are refused with 429.</summary>
    public const long AllBodies = 512L * 1024 * 1024;
}
