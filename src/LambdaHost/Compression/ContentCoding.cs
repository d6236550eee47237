using System.IO.Compression;

namespace ClothesClassification.LambdaHost.Compression;

/// <summary>The content codings that are decoded: RFC 9110, section 8.4.1.</summary>
internal static class ContentCoding
{
    /// <param name="name">The coding, in lower case.</param>
    /// <param name="compressed">Gives the compressed bytes; how many have been read must be limited by the caller.</param>
    /// <returns>A stream that gives the bytes themselves; null where the coding is not known.</returns>
    public static Stream? Open(string name, Stream compressed) =>
        name switch
        {
            "gzip" or "x-gzip" => new GZipStream(compressed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(compressed, CompressionMode.Decompress),
            "br" => new BrotliStream(compressed, CompressionMode.Decompress),
            _ => null,
        };

    /// <summary>Whether a stream of <see cref="Open"/> failed because the bytes are not of the coding.</summary>
    public static bool IsInvalidData(Exception exception) =>
        // Damage; what is not Brotli; a zlib stream that asks for a dictionary, for which there is only an internal type.
        exception is InvalidDataException or InvalidOperationException
        || (exception is IOException && exception.GetType().Assembly == typeof(ZLibStream).Assembly);
}
