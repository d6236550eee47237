namespace ClothesClassification.Inference.Tests;

/// <summary>A stream that cannot seek and gives a few bytes at a time, as a network does; without content it is endless.</summary>
internal sealed class ChunkedStream(byte[]? content, int chunk) : Stream
{
    public long Given { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = Math.Min(count, chunk);
        if (content is not null)
        {
            length = Math.Min(length, content.Length - (int)Given);
            content.AsSpan((int)Given, length).CopyTo(buffer.AsSpan(offset));
        }

        Given += length;
        return length;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
