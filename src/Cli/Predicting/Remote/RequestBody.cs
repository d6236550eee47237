using System.Net.Http.Headers;
using System.Text.Json;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Cli.Predicting.Remote;

/// <summary>What is sent for one photo. It can be sent again.</summary>
internal sealed class RequestBody(byte[] bytes, string contentType, int? shrunkFrom = null)
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
        PhotoInput photo,
        CallLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (photo.Kind == PhotoKind.Address)
            return OfAddress(photo.Name);
        var stream =
            photo.Kind == PhotoKind.Stdin
                ? Console.OpenStandardInput()
                : new FileStream(photo.Name, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            var most = limits.Shrink ? PhotoLimits.DefaultMaxBytes : limits.PhotoBytes;
            if (stream.CanSeek && stream.Length > most)
                throw TooLarge(stream.Length, limits, most);
            var bytes = await ReadAsync(stream, limits, most, cancellationToken).ConfigureAwait(false);
            if (bytes.Length == 0)
                throw new PayloadException("The photo has no bytes; send the whole file.");
            if (bytes.Length <= limits.PhotoBytes)
                return new RequestBody(bytes, ContentType(bytes));
            var smaller = await PhotoShrinker
                .ShrinkAsync(bytes, limits.PhotoBytes, cancellationToken)
                .ConfigureAwait(false);
            return new RequestBody(smaller, ContentType(smaller), bytes.Length);
        }
    }

    public HttpContent Content()
    {
        var content = new ByteArrayContent(bytes);
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
        var json = JsonSerializer.SerializeToUtf8Bytes(new AddressJson(address), WireJsonContext.Default.AddressJson);
        return new RequestBody(json, "application/json");
    }

    private static async Task<byte[]> ReadAsync(
        Stream stream,
        CallLimits limits,
        int most,
        CancellationToken cancellationToken
    )
    {
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (read.Length + count > most)
                throw TooLarge(null, limits, most);
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private static PayloadException TooLarge(long? bytes, CallLimits limits, int most)
    {
        var size = bytes is null
            ? FormattableString.Invariant($"more than {most / 1e6:0.##}")
            : FormattableString.Invariant($"{bytes / 1e6:0.##}");
        var advice = limits.Shrink ? "send a smaller version" : "add --shrink, or send its address with --url";
        return new PayloadException(
            FormattableString.Invariant(
                $"The photo has {size} MB, and an invocation takes {limits.PhotoBytes / 1e6:F2} MB; {advice}."
            )
        );
    }

    // Only a label on the wire: the API looks at the bytes itself.
    private static string ContentType(ReadOnlySpan<byte> photo) =>
        photo switch
        {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
                "image/webp",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'B', (byte)'M', ..] => "image/bmp",
            _ => "application/octet-stream",
        };
}

/// <summary>A photo that cannot be sent, as the message says.</summary>
internal sealed class PayloadException(string message) : Exception(message);
