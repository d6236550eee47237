using System.Buffers;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Photos and answers in S3: the only code that knows its SDK, which is loaded with the first batch. Retries are the SDK's own. Safe
/// for concurrent use.
/// </summary>
internal sealed class ObjectStore(IAmazonS3 s3, int maxBytes) : IDisposable
{
    // A body that breaks off is not what the SDK retries.
    private const int BodyAttempts = 3;

    // A photo of the largest size needs 3 Mbit/s.
    private static readonly TimeSpan ReadTime = TimeSpan.FromSeconds(60);

    /// <summary>A store with the credentials and the region of the environment.</summary>
    /// <param name="endpoint">Another server with S3's API, which need not have names for its buckets; null for AWS.</param>
    /// <param name="maxBytes">Bytes of a photo, at most.</param>
    public static ObjectStore Connect(string? endpoint, int maxBytes)
    {
        var config = new AmazonS3Config { ConnectTimeout = TimeSpan.FromSeconds(5) };
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint;
            config.ForcePathStyle = true;
        }

        return new ObjectStore(new AmazonS3Client(config), maxBytes);
    }

    /// <summary>Photos with more bytes than this take turns, so that memory stays bounded by some of them.</summary>
    private const int LargePhoto = 4 << 20;

    /// <summary>The bytes of a photo; whoever takes them disposes of them, once nothing reads them any more.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="item">The photo.</param>
    /// <param name="largeTurns">Large photos that may be in memory at once; the photo's disposal ends its turn.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">
    /// The photo cannot be had: a kind that begins with <c>object-</c>, or <c>too-many-bytes</c>; or S3 cannot be used.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<StoredPhoto> ReadAsync(
        BatchRequest batch,
        BatchItem item,
        SemaphoreSlim largeTurns,
        CancellationToken cancellationToken
    )
    {
        if (item.Size > maxBytes)
            throw TooLarge(item.Size.Value);
        var request = new GetObjectRequest
        {
            BucketName = batch.Bucket,
            Key = item.Key,
            VersionId = item.VersionId,
            RequestPayer = batch.RequesterPays ? RequestPayer.Requester : null,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            limit.CancelAfter(ReadTime);
            try
            {
                using var response = await s3.GetObjectAsync(request, limit.Token).ConfigureAwait(false);
                return response.ContentLength <= maxBytes
                    ? await ReadBodyAsync(response, largeTurns, limit.Token).ConfigureAwait(false)
                    : throw TooLarge(response.ContentLength);
            }
            catch (IOException) when (attempt < BodyAttempts)
            {
                // Once more.
            }
            catch (Exception e) when (e is not ProblemException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new ProblemException(StorageErrors.OfPhoto(e, batch.Bucket));
            }
        }
    }

    /// <summary>The metadata of an object; null where there is no such object.</summary>
    /// <exception cref="ProblemException">S3 cannot be used.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> FindAsync(
        string bucket,
        string key,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // Not HEAD, whose errors do not tell a bucket that is missing from an object that is.
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken).ConfigureAwait(false);
            var metadata = response.Metadata;
            return metadata.Keys.ToDictionary(name => name[Prefix.Length..], name => metadata[name]);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ProblemException(StorageErrors.OfOutput(e, bucket));
        }
    }

    /// <summary>Writes an object at once: it is there as a whole, or not at all.</summary>
    /// <exception cref="ProblemException">S3 cannot be used.</exception>
    public async Task WriteAsync(
        string bucket,
        string key,
        Stream lines,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken
    )
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = lines,
            ContentType = "application/jsonl",
            // As every server with S3's API understands it.
            UseChunkEncoding = false,
        };
        foreach (var (name, value) in metadata)
            request.Metadata.Add(name, value);
        try
        {
            await s3.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new ProblemException(StorageErrors.OfOutput(e, bucket));
        }
    }

    public void Dispose() => s3.Dispose();

    private const string Prefix = "x-amz-meta-";

    private static async Task<StoredPhoto> ReadBodyAsync(
        GetObjectResponse response,
        SemaphoreSlim largeTurns,
        CancellationToken cancellationToken
    )
    {
        var length = (int)response.ContentLength;
        var isLarge = length > LargePhoto;
        if (isLarge)
            await largeTurns.WaitAsync(cancellationToken).ConfigureAwait(false);
        // The pool would give up to twice as much.
        var buffer = isLarge ? new byte[length] : ArrayPool<byte>.Shared.Rent(length);
        var photo = new StoredPhoto(buffer, length, response.ETag?.Trim('"'), isLarge ? largeTurns : null);
        try
        {
            await response
                .ResponseStream.ReadExactlyAsync(buffer.AsMemory(0, length), cancellationToken)
                .ConfigureAwait(false);
            return photo;
        }
        catch (Exception e)
        {
            photo.Dispose();
            // The check sum that S3 has for the object.
            if (e is AmazonClientException)
                throw new IOException(e.Message, e);
            throw;
        }
    }

    private ProblemException TooLarge(long bytes) =>
        new(ProblemKinds.OfPhoto("too-many-bytes"), $"The photo has {bytes:N0} bytes; at most {maxBytes:N0} are read.");
}

/// <summary>The bytes of a photo; disposing gives their memory back.</summary>
/// <param name="buffer">Memory, from the shared pool where the photo is not large.</param>
/// <param name="length">Bytes of the photo.</param>
/// <param name="etag">Its ETag, without quotation marks.</param>
/// <param name="turn">What a large photo holds a turn of; null for others.</param>
internal sealed class StoredPhoto(byte[] buffer, int length, string? etag, SemaphoreSlim? turn) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    public string? Etag => etag;

    public void Dispose()
    {
        if (turn is null)
            ArrayPool<byte>.Shared.Return(buffer);
        else
            turn.Release();
    }
}
