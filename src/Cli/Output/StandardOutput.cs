using Microsoft.Win32.SafeHandles;

namespace ClothesClassification.Cli.Output;

/// <summary>Whoever read the output has closed it.</summary>
internal sealed class BrokenPipeException(Exception cause) : Exception("The output was closed.", cause);

/// <summary>
/// The process's output. .NET's own stream goes on without a word when the reader of a pipe has gone; this one ends the
/// work, so that <c>| head</c> on thousands of photos does not classify them all.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private const int Handle = 1;
    private readonly Stream stream = Open();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException e)
        {
            throw new BrokenPipeException(e);
        }
    }

    public override void Flush() => stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static Stream Open()
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
}
