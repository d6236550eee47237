using System.Buffers;

namespace ClothesClassification.LocalGateway.Http;

/// <summary>What may stand in a header, <see href="https://www.rfc-editor.org/rfc/rfc9110#name-fields"/>.</summary>
internal static class HeaderSyntax
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    public static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    public static bool IsValue(string text) => !text.Any(c => c is (< ' ' and not '\t') or '\u007f');
}
