using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>Lists objects, page by page.</summary>
internal static class S3Listing
{
    /// <summary>The objects whose keys begin as <paramref name="location"/> says.</summary>
    /// <param name="s3">Where they are.</param>
    /// <param name="location">The beginning of their keys.</param>
    /// <param name="requesterPays">Whether the listing is paid for in place of the owner: S3 refuses it otherwise for a Requester Pays bucket.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="AwsException">They cannot be listed.</exception>
    public static async IAsyncEnumerable<S3Object> ListAsync(
        this IAmazonS3 s3,
        S3Location location,
        bool requesterPays,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new ListObjectsV2Request
        {
            BucketName = location.Bucket,
            Prefix = location.Prefix,
            RequestPayer = requesterPays ? RequestPayer.Requester : null,
        };
        ListObjectsV2Response page;
        do
        {
            page = await AwsErrors
                .NamedAsync(location.ToString(), () => s3.ListObjectsV2Async(request, cancellationToken))
                .ConfigureAwait(false);
            foreach (var found in page.S3Objects ?? [])
                yield return found;
            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);
    }
}
