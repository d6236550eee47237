using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace ClothesClassification.Cli.Output;

/// <summary>
/// The process's output. .NET's own stream ignores that the reader of a pipe has gone; this one throws, so that <c>| head</c>
/// on thousands of photos does not classify them all.
/// </summary>
internal static class StandardOutput
{
    private const int Handle = 1;
    private const int BrokenPipe = 32; // EPIPE

    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            var file = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file is left to the console's stream: this one would write at an offset of its own, over stderr's lines.
            if (!file.CanSeek)
                return file;
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>Whether writing failed because the reader has closed the pipe: it has what it wanted.</summary>
    public static bool IsClosedByReader(IOException error) => error.HResult == BrokenPipe;

    /// <summary>Writes one value as JSON, and ends the line.</summary>
    public static void WriteJson<T>(T value, JsonSerializerOptions options)
    {
        using var output = Open();
        output.Write([.. JsonSerializer.SerializeToUtf8Bytes(value, options), (byte)'\n']);
    }
}
