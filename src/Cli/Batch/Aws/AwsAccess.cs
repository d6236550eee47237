using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>Region and addresses as AWS' SDK finds them: in variables, a profile, or the machine's metadata.</summary>
/// <param name="Region">Name of the region, such as eu-central-1.</param>
/// <param name="S3Address">Address of S3 where it is not AWS' own; else null.</param>
internal sealed record AwsAccess(string Region, string? S3Address)
{
    // Where AWS_ENDPOINT_URL leads to another S3, its region is a word in signatures.
    private const string AnyRegion = "us-east-1";

    /// <exception cref="AwsException">No region is set.</exception>
    public static AwsAccess Find()
    {
        var found = AwsErrors.Named("The configuration of AWS", () => new AmazonS3Config().ServiceURL);
        // A variable may be set to nothing.
        var address = string.IsNullOrEmpty(found) ? null : found;
        var region = AwsErrors.Named(
            "The configuration of AWS",
            () => FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: address is null)?.SystemName
        );
        return region is null && address is null
            ? throw new AwsException("No AWS region is set: set AWS_REGION, or a region in the profile.")
            : new AwsAccess(region ?? AnyRegion, address?.TrimEnd('/'));
    }

    /// <summary>
    /// A client that tries again after throttling and failures, up to a minute or so, and a few minutes where nothing answers.
    /// </summary>
    public AmazonS3Client S3()
    {
        var config = new AmazonS3Config
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 6,
            // Until an answer begins.
            Timeout = TimeSpan.FromSeconds(30),
        };
        if (S3Address is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = S3Address;
            config.AuthenticationRegion = Region;
            // Other programs with S3's API seldom have a name for each bucket.
            config.ForcePathStyle = true;
        }

        return new AmazonS3Client(config);
    }
}
