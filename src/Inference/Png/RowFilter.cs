using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// Takes the filters off rows (W3C, Portable Network Graphics (Third Edition), 9). A byte depends on that of the pixel before
/// it, so that pixels of three bytes and more have vectors of their own, in <see cref="PixelFilter"/>.
/// </summary>
internal static class RowFilter
{
    public const int Sub = 1;
    public const int Up = 2;
    public const int Average = 3;
    public const int Paeth = 4;

    /// <summary>Bytes behind each row that vectors may read, or write.</summary>
    public const int Slack = 16;

    /// <summary>Whether <see cref="RunPair"/> can be used.</summary>
    public static bool HasPairs(int filter, int filter2, int pixelBytes) =>
        HasVectors(pixelBytes) && IsSerial(filter) && IsSerial(filter2);

    /// <summary>Takes the filter off a row.</summary>
    /// <param name="filter">Which one.</param>
    /// <param name="filtered">The row, with <see cref="Slack"/> bytes behind it.</param>
    /// <param name="above">The row above it, as long.</param>
    /// <param name="row">Receives the row, as long; another one than those.</param>
    /// <param name="pixelBytes">Bytes of a pixel: 1, 2, 3, 4, 6 or 8.</param>
    public static void Run(
        int filter,
        ReadOnlySpan<byte> filtered,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        int pixelBytes
    )
    {
        var length = row.Length - Slack;
        if (filter == 0)
            filtered[..length].CopyTo(row);
        else if (filter == Up)
            AddAbove(filtered[..length], above[..length], row[..length]);
        else if (filter > Paeth)
            throw PngErrors.Filter();
        else if (HasVectors(pixelBytes))
            PixelFilter.Run(filter, filtered, above, row, pixelBytes);
        else
            RunBytes(filter, filtered[..length], above[..length], row[..length], pixelBytes);
    }

    /// <summary>Takes the filters off two rows at once: neither has to wait for the other.</summary>
    /// <param name="filter">The filter of the upper row.</param>
    /// <param name="filtered">The upper row.</param>
    /// <param name="filter2">The filter of the row below it.</param>
    /// <param name="filtered2">The row below it.</param>
    /// <param name="above">The row above both.</param>
    /// <param name="row">Receives the upper row.</param>
    /// <param name="row2">Receives the other.</param>
    /// <param name="pixelBytes">Bytes of a pixel: 3, 4, 6 or 8.</param>
    public static void RunPair(
        int filter,
        ReadOnlySpan<byte> filtered,
        int filter2,
        ReadOnlySpan<byte> filtered2,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        Span<byte> row2,
        int pixelBytes
    ) => PixelFilter.RunPair(filter, filtered, filter2, filtered2, above, row, row2, pixelBytes);

    private static bool HasVectors(int pixelBytes) => Vector128.IsHardwareAccelerated && pixelBytes >= 3;

    // Whether a pixel depends on the one before it.
    private static bool IsSerial(int filter) => filter is Sub or Average or Paeth;

    // The specification of what vectors do.
    private static void RunBytes(
        int filter,
        ReadOnlySpan<byte> filtered,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        int pixelBytes
    )
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, aboveLeft) = i < pixelBytes ? (0, 0) : (row[i - pixelBytes], above[i - pixelBytes]);
            var predicted = filter switch
            {
                Sub => left,
                Average => (left + above[i]) / 2,
                _ => Predict(left, above[i], aboveLeft),
            };
            row[i] = (byte)(filtered[i] + predicted);
        }
    }

    /// <summary>
    /// Paeth's predictor: of left, above and above left the one that is nearest to left + above - above left, in that order.
    /// That is above left if it lies between the others and nearer to the prediction; where the prediction lies beyond one of
    /// the others, it is that one.
    /// </summary>
    public static int Predict(int left, int above, int aboveLeft)
    {
        var threshold = (3 * aboveLeft) - (left + above);
        var (low, high) = left < above ? (left, above) : (above, left);
        var middle = high <= threshold ? low : aboveLeft;
        return threshold <= low ? high : middle;
    }

    private static void AddAbove(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // In bounds: a vector is left of all three, which are of one length.
            for (; i <= row.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var sum =
                    Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(filtered), (nuint)i)
                    + Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(above), (nuint)i);
                sum.StoreUnsafe(ref MemoryMarshal.GetReference(row), (nuint)i);
            }
        }

        for (; i < row.Length; i++)
            row[i] = (byte)(filtered[i] + above[i]);
    }
}
