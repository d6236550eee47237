using System.Net;
using ClothesClassification.LambdaHost.Compression;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Reads the body of an answer into memory, within a limit.</summary>
internal static class PhotoBody
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>What is allocated on a server's word alone; beyond that, only as bytes arrive.</summary>
    private const int MaxFirstBuffer = 1024 * 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response,
        string host,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
            throw FetchErrors.Empty(host);
        // 203 is a 200 that a proxy has modified.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation))
            throw FetchErrors.WrongStatus(host, (int)response.StatusCode);
        var length = response.Content.Headers.ContentLength;
        if (length > maxBytes)
            throw FetchErrors.TooLarge(host, maxBytes);

        var raw = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = raw.ConfigureAwait(false);
        var body = Decode(response, raw, host, maxBytes);
        await using var __ = body.ConfigureAwait(false);
        var hint = ReferenceEquals(raw, body) ? (int?)length : null;
        try
        {
            var bytes = await ReadAsync(body, host, hint, maxBytes, cancellationToken).ConfigureAwait(false);
            return bytes.Length > 0 ? bytes : throw FetchErrors.Empty(host);
        }
        catch (Exception e) when (ContentCoding.IsInvalidData(e))
        {
            // A compressed stream that merely ends early is taken for complete; the photo's decoder sees that.
            throw FetchErrors.InvalidResponse(host, e.Message, e);
        }
    }

    /// <summary>
    /// No encoding is asked for, yet some servers compress all the same. What is read from them is limited too: a
    /// compressed stream can be endless and hold nothing.
    /// </summary>
    private static Stream Decode(HttpResponseMessage response, Stream raw, string host, int maxBytes)
    {
        response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values);
        var encoding = string.Join(',', values).Trim().ToLowerInvariant();
        return encoding is "" or "identity"
            ? raw
            : ContentCoding.Open(encoding, new LimitedStream(raw, maxBytes, () => FetchErrors.TooLarge(host, maxBytes)))
                ?? throw FetchErrors.InvalidResponse(host, "unknown Content-Encoding");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream body,
        string host,
        int? length,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[Math.Min(maxBytes, Math.Clamp(length ?? FirstBuffer, 1, MaxFirstBuffer))];
        var next = new byte[1];
        var filled = 0;
        while (true)
        {
            var read = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            filled += read;
            if (read == 0)
                return buffer.AsMemory(0, filled);
            if (filled < buffer.Length)
                continue;
            // Full: grow only if there is more, so that a photo of the announced length fits without a copy.
            if (await body.ReadAsync(next, cancellationToken).ConfigureAwait(false) == 0)
                return buffer.AsMemory(0, filled);
            if (filled == maxBytes)
                throw FetchErrors.TooLarge(host, maxBytes);
            var size = Math.Max(length ?? 0, (int)Math.Min(maxBytes, 2L * filled));
            Array.Resize(ref buffer, size);
            buffer[filled++] = next[0];
        }
    }
}
