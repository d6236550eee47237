using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>A bucket and the beginning of keys in it.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Prefix">How the keys begin; empty for all of the bucket.</param>
internal sealed record S3Location(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Reads <c>s3://bucket/prefix</c>. Nothing is decoded: a key may hold blanks, <c>+</c>, <c>%</c> and <c>?</c>.</summary>
    /// <param name="text">What the command line says.</param>
    /// <param name="what">What it is for.</param>
    /// <exception cref="UsageException">It is something else.</exception>
    public static S3Location Parse(string text, string what)
    {
        var rest = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (bucket, prefix) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        return bucket.Length > 0
            ? new S3Location(bucket, prefix)
            : throw new UsageException($"{what} must be s3://BUCKET/PREFIX, not '{text}'.");
    }

    /// <summary>What lies below it under a name, as in a folder; the prefix then ends with a slash.</summary>
    public S3Location Folder(string name) => this with { Prefix = $"{AsFolder}{name}/" };

    /// <summary>Whether keys below <paramref name="other"/>, as a folder, begin as this one says.</summary>
    public bool Covers(S3Location other) =>
        Bucket == other.Bucket && other.AsFolder.StartsWith(Prefix, StringComparison.Ordinal);

    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";

    private string AsFolder => Prefix.Length == 0 || Prefix.EndsWith('/') ? Prefix : $"{Prefix}/";
}
