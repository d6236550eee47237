using System.Net.Http.Headers;
using System.Text.Json;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Cli.Remote;

/// <summary>What is sent for one photo. It can be sent again.</summary>
internal sealed class RequestBody(ReadOnlyMemory<byte> bytes, string contentType, int? shrunkFrom = null)
{
    /// <summary>Size of the photo before it was shrunk; null where it was not.</summary>
    public int? ShrunkFrom { get; } = shrunkFrom;

    /// <param name="photo">File, stdin or address.</param>
    /// <param name="limits">How large a photo may be, and whether a larger one is shrunk.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="PayloadException">The photo is empty or too large.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<RequestBody> ReadAsync(
        PhotoArgument photo,
        CallLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (photo.Kind == PhotoKind.Address)
            return OfAddress(photo.Name);
        var max = limits.Shrink ? PhotoLimits.DefaultMaxBytes : limits.PhotoBytes;
        var bytes = await ReadAsync(photo, limits, max, cancellationToken).ConfigureAwait(false);
        if (bytes.Length == 0)
            throw new PayloadException("The photo has no bytes; send the whole file.");
        if (bytes.Length <= limits.PhotoBytes)
            return new RequestBody(bytes, ContentType(bytes.Span));
        var smaller = await PhotoShrinker
            .ShrinkAsync(bytes, limits.PhotoBytes, cancellationToken)
            .ConfigureAwait(false);
        return new RequestBody(smaller, ContentType(smaller), bytes.Length);
    }

    public HttpContent Content()
    {
        var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return content;
    }

    private static RequestBody OfAddress(string address)
    {
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        )
            throw new PayloadException("The address of a photo must begin with https:// or http://.");
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new PhotoUrlRequest(address),
            ApiJsonContext.Default.PhotoUrlRequest
        );
        return new RequestBody(json, "application/json");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        PhotoArgument photo,
        CallLimits limits,
        int max,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await photo.ReadAsync(new PhotoLimits { MaxBytes = max }, cancellationToken).ConfigureAwait(false);
        }
        catch (PhotoTooLargeException e)
        {
            throw TooLarge(photo.Kind == PhotoKind.File ? e.Actual : null, limits, max);
        }
    }

    private static PayloadException TooLarge(long? bytes, CallLimits limits, int max)
    {
        var size = bytes is null
            ? FormattableString.Invariant($"more than {max / 1e6:0.##}")
            : FormattableString.Invariant($"{bytes / 1e6:0.##}");
        var advice = limits.Shrink ? "send a smaller version" : "add --shrink, or send its address with --url";
        return new PayloadException(
            FormattableString.Invariant(
                $"The photo has {size} MB, and an invocation takes {limits.PhotoBytes / 1e6:F2} MB; {advice}."
            )
        );
    }

    // Only a label: the API looks at the bytes, and is the one to refuse them.
    private static string ContentType(ReadOnlySpan<byte> photo)
    {
        try
        {
            return $"image/{PhotoFormatSniffer.Sniff(photo).ToString().ToLowerInvariant()}";
        }
        catch (UnsupportedPhotoFormatException)
        {
            return "application/octet-stream";
        }
    }
}

/// <summary>A photo that cannot be sent, as the message says.</summary>
internal sealed class PayloadException(string message) : Exception(message);
