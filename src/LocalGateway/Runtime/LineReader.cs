using System.Text;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>Cuts the output of a process into lines; one that is too long into several.</summary>
internal static class LineReader
{
    private const int MaxLineLength = 64 * 1024;

    public static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        while (true)
        {
            int read;
            try
            {
                read = await reader.ReadAsync(buffer).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                read = 0;
            }

            if (read == 0)
                break;
            Cut(buffer.AsSpan(0, read), line, onLine);
        }

        if (line.Length > 0)
            onLine(line.ToString());
    }

    private static void Cut(ReadOnlySpan<char> text, StringBuilder line, Action<string> onLine)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            var part = end < 0 ? text : text[..end];
            line.Append(part);
            if (end >= 0 || line.Length >= MaxLineLength)
            {
                onLine(line.ToString().TrimEnd('\r'));
                line.Clear();
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }
    }
}
