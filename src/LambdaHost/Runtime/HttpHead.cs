using System.Buffers.Text;
using System.Text;

namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>Reads the head of an HTTP/1.1 response: RFC 9112, as much of it as the Runtime API uses.</summary>
internal readonly ref struct HttpHead
{
    private readonly ReadOnlySpan<byte> headers;

    private HttpHead(int status, ReadOnlySpan<byte> headers)
    {
        Status = status;
        this.headers = headers;
    }

    public int Status { get; }

    /// <param name="head">Status line and headers, without the empty line.</param>
    /// <exception cref="IOException">It is not an HTTP/1.1 response.</exception>
    public static HttpHead Parse(ReadOnlySpan<byte> head)
    {
        // HTTP/1.1 200 OK
        if (
            head.Length < 12
            || !head.StartsWith("HTTP/1."u8)
            || !Utf8Parser.TryParse(head[9..12], out int status, out var used)
            || used != 3
        )
            throw new IOException("The Runtime API did not answer with HTTP/1.1.");
        var line = head.IndexOf("\r\n"u8);
        return new HttpHead(status, line < 0 ? default : head[(line + 2)..]);
    }

    /// <summary>Value of a header, whatever the case of its name; null where there is none.</summary>
    public string? Text(ReadOnlySpan<byte> name) =>
        TryFind(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    public long? Number(ReadOnlySpan<byte> name) =>
        TryFind(name, out var value)
        && Utf8Parser.TryParse(value, out long number, out var used)
        && used == value.Length
            ? number
            : null;

    public bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        TryFind(name, out var found) && Ascii.EqualsIgnoreCase(found, value);

    private bool TryFind(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var rest = headers;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf("\r\n"u8);
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 2)..];
            var colon = line.IndexOf((byte)':');
            if (colon < 0 || !Ascii.EqualsIgnoreCase(line[..colon], name))
                continue;
            value = line[(colon + 1)..].Trim((byte)' ');
            return true;
        }

        value = default;
        return false;
    }
}
