using System.Security.Cryptography;

namespace ClothesClassification.Inference.Models;

/// <summary>SHA-256 as a manifest writes it: 64 lower-case hexadecimal digits.</summary>
internal static class FileHash
{
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Of a file of any size; it is not read into memory as a whole.</summary>
    public static string Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
