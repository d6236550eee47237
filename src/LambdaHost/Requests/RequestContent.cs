using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Compression;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Undoes the Content-Encoding of a request's body.</summary>
internal static class RequestContent
{
    private const int FirstBuffer = 64 * 1024;
    private const int MaxShown = 64;

    // How U+FFFD, which replaces invalid bytes, looks in UTF-8.
    private static ReadOnlySpan<byte> ReplacementCharacter => [0xEF, 0xBF, 0xBD];

    /// <summary>Whether bytes were taken for text on their way, and are lost.</summary>
    public static bool IsMangled(FunctionEvent request) =>
        !request.BodyIsBinary
        && request.Body.Span[..Math.Min(64, request.Body.Length)].IndexOf(ReplacementCharacter) >= 0;

    /// <param name="request">The request.</param>
    /// <param name="maxBytes">What a body may have once it is decompressed.</param>
    /// <exception cref="ProblemException">The coding is not known, the body is not of it, or is too long.</exception>
    public static Memory<byte> Decode(FunctionEvent request, int maxBytes)
    {
        var coding = request.Header("content-encoding").Trim();
        // Clients that mean the charset name it here.
        if (
            coding.Length == 0
            || coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            || coding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        )
            return request.Body;
        return Decompress(request, coding.ToLowerInvariant(), maxBytes);
    }

    private static Memory<byte> Decompress(FunctionEvent request, string coding, int maxBytes)
    {
        using var compressed = new MemoryStream(request.Body.ToArray(), writable: false);
        using var body =
            ContentCoding.Open(coding, compressed)
            ?? throw Unsupported(coding, "is not supported; use gzip, deflate or br, or send the body without it");
        if (IsMangled(request))
            throw new ProblemException(
                ProblemKinds.BodyNotBinary,
                "The compressed body was turned into text on its way here; send it without Content-Encoding."
            );
        // Some gateways decompress and leave the header.
        if (!request.BodyIsBinary || (coding.EndsWith("gzip", StringComparison.Ordinal) && !IsGzip(request.Body.Span)))
            return request.Body;
        try
        {
            return ReadAll(body, maxBytes);
        }
        catch (Exception e) when (ContentCoding.IsInvalidData(e))
        {
            throw Unsupported(coding, "does not match the body; compress the body, or leave the header out");
        }
    }

    private static Memory<byte> ReadAll(Stream body, int maxBytes)
    {
        var buffer = new byte[Math.Min(maxBytes, FirstBuffer) + 1];
        var filled = 0;
        while (true)
        {
            var read = body.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            if (filled > maxBytes)
                throw new ProblemException(
                    ProblemKinds.PayloadTooLarge,
                    $"The body has more than {maxBytes:N0} bytes once it is decompressed; send less."
                );
            if (read == 0)
                return buffer.AsMemory(0, filled);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(maxBytes + 1L, 2L * filled));
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, ..];

    private static ProblemException Unsupported(string coding, string why) =>
        new(
            ProblemKinds.UnsupportedMediaType,
            $"Content-Encoding '{(coding.Length > MaxShown ? coding[..MaxShown] : coding)}' {why}."
        );
}
