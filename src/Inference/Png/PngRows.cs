using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// The rows of a picture, or of a pass of one: inflated and without their filters, one at a time. Serves one picture at a time
/// and keeps its memory for the next.
/// </summary>
/// <param name="inflater">Where they come from.</param>
internal sealed class PngRows(Inflater inflater)
{
    // The row above, and the one or two that are made from it.
    private const int Buffers = 3;
    private readonly ScratchBuffer memory = new();
    private int bytes;
    private int pixelBytes;
    private int left;
    private int current;
    private bool hasNext;

    /// <summary>Begins a pass.</summary>
    /// <param name="header">The header.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    public void Start(in PngHeader header, int width, int height)
    {
        (bytes, pixelBytes) = (header.RowBytes(width), header.PixelBytes);
        (left, current, hasNext) = (height, 0, false);
        // Above the first row is 0.
        memory.Reserve(Buffers * (bytes + RowFilter.Slack));
        Buffer(0).Clear();
    }

    /// <summary>The next row.</summary>
    /// <returns>The row, valid until the next call.</returns>
    /// <exception cref="CorruptPhotoException">There is none.</exception>
    public ReadOnlySpan<byte> Next(ref CompressedData data)
    {
        if (!hasNext)
            Read(ref data);
        else
            hasNext = false;
        current = (current + 1) % Buffers;
        return Buffer(current)[..bytes];
    }

    private Span<byte> Buffer(int number)
    {
        var stride = bytes + RowFilter.Slack;
        return memory.Reserve(Buffers * stride).Slice(number % Buffers * stride, stride);
    }

    // One row, or two.
    private void Read(ref CompressedData data)
    {
        var stride = bytes + 1;
        var rows = Math.Min(left, 2);
        if (!inflater.TryTake(ref data, rows * stride, out var filtered))
            throw new TruncatedPhotoException();
        left -= rows;
        hasNext = rows == 2;
        var above = Buffer(current);
        var row = Buffer(current + 1);
        var next = Buffer(current + 2);
        if (rows == 2 && RowFilter.HasPairs(filtered[0], filtered[stride], pixelBytes))
        {
            RowFilter.RunPair(
                filtered[0],
                filtered[1..],
                filtered[stride],
                filtered[(stride + 1)..],
                above,
                row,
                next,
                pixelBytes
            );
            return;
        }

        RowFilter.Run(filtered[0], filtered[1..], above, row, pixelBytes);
        if (rows == 2)
            RowFilter.Run(filtered[stride], filtered[(stride + 1)..], row, next, pixelBytes);
    }
}
