using System.Security.Cryptography;

namespace ClothesClassification.Inference.Models;

/// <summary>SHA-256 as a manifest writes it: 64 lower-case hexadecimal digits.</summary>
internal static class FileHash
{
    // .NET's own hash of a stream reads 4 KB at a time: eight hundred calls of the system for the shipped weights.
    private const int Piece = 80 * 1024;

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Of a file of any size; it is not read into memory as a whole.</summary>
    public static string Of(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Piece];
        long position = 0;
        while (RandomAccess.Read(file, buffer, position) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            position += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
