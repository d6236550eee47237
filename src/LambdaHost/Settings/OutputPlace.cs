namespace ClothesClassification.LambdaHost.Settings;

/// <summary>Where the answers of a job go.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="JobPrefix">What their keys begin with: a prefix, if there is one, and the job, with a slash behind each.</param>
internal sealed record OutputPlace(string Bucket, string JobPrefix)
{
    private const string Scheme = "s3://";

    /// <returns>null where the address is not <c>s3://bucket</c>, with a prefix or without.</returns>
    public static OutputPlace? Parse(string address, string? job)
    {
        if (!address.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var parts = address[Scheme.Length..].TrimEnd('/').Split('/', 2);
        string[] prefix = [.. parts.Skip(1), .. job is null ? [] : new[] { job }];
        return parts[0].Length > 0 && prefix.Length > 0
            ? new OutputPlace(parts[0], string.Join('/', prefix) + "/")
            : null;
    }
}
