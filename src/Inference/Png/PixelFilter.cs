using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// <see cref="RowFilter"/> for pixels of 3, 4, 6 and 8 bytes: a pixel at a time, a byte in each lane of 16 bits, where sums have
/// room. Vectors are as wide as 4 or 8 bytes; what is written behind a pixel is replaced by the next one.
/// </summary>
internal static class PixelFilter
{
    private interface IPixel
    {
        /// <summary>Bytes of a pixel.</summary>
        static abstract int Size { get; }

        /// <summary>Whether 8 bytes are read and written for it, and not 4.</summary>
        static abstract bool IsWide { get; }
    }

    private readonly struct Pixel3 : IPixel
    {
        public static int Size => 3;
        public static bool IsWide => false;
    }

    private readonly struct Pixel4 : IPixel
    {
        public static int Size => 4;
        public static bool IsWide => false;
    }

    private readonly struct Pixel6 : IPixel
    {
        public static int Size => 6;
        public static bool IsWide => true;
    }

    private readonly struct Pixel8 : IPixel
    {
        public static int Size => 8;
        public static bool IsWide => true;
    }

    private interface IPredictor
    {
        static abstract Vector128<short> Predict(
            Vector128<short> left,
            Vector128<short> above,
            Vector128<short> aboveLeft
        );
    }

    private readonly struct Sub : IPredictor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Predict(
            Vector128<short> left,
            Vector128<short> above,
            Vector128<short> aboveLeft
        ) => left;
    }

    private readonly struct Average : IPredictor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Predict(
            Vector128<short> left,
            Vector128<short> above,
            Vector128<short> aboveLeft
        ) => (left + above) >> 1;
    }

    // RowFilter.Predict.
    private readonly struct Paeth : IPredictor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Predict(
            Vector128<short> left,
            Vector128<short> above,
            Vector128<short> aboveLeft
        )
        {
            var threshold = aboveLeft + aboveLeft + aboveLeft - above - left;
            var low = Vector128.Min(left, above);
            var high = Vector128.Max(left, above);
            var middle = Select(Vector128.GreaterThan(high, threshold), aboveLeft, low);
            return Select(Vector128.GreaterThan(threshold, low), middle, high);
        }
    }

    /// <inheritdoc cref="RowFilter.Run"/>
    public static void Run(
        int filter,
        ReadOnlySpan<byte> filtered,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        int pixelBytes
    )
    {
        Check(filtered, above, row, row.Length);
        switch (pixelBytes)
        {
            case 3:
                Run<Pixel3>(filter, filtered, above, row);
                break;
            case 4:
                Run<Pixel4>(filter, filtered, above, row);
                break;
            case 6:
                Run<Pixel6>(filter, filtered, above, row);
                break;
            default:
                Run<Pixel8>(filter, filtered, above, row);
                break;
        }
    }

    /// <inheritdoc cref="RowFilter.RunPair"/>
    public static void RunPair(
        int filter,
        ReadOnlySpan<byte> filtered,
        int filter2,
        ReadOnlySpan<byte> filtered2,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        Span<byte> row2,
        int pixelBytes
    )
    {
        Check(filtered, above, row, row.Length);
        Check(filtered2, above, row2, row.Length);
        switch (pixelBytes)
        {
            case 3:
                Pair<Pixel3>(filter, filtered, filter2, filtered2, above, row, row2);
                break;
            case 4:
                Pair<Pixel4>(filter, filtered, filter2, filtered2, above, row, row2);
                break;
            case 6:
                Pair<Pixel6>(filter, filtered, filter2, filtered2, above, row, row2);
                break;
            default:
                Pair<Pixel8>(filter, filtered, filter2, filtered2, above, row, row2);
                break;
        }
    }

    // What the vector code relies on: all rows are as long, and have as much behind them as vectors reach past the last pixel.
    private static void Check(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, RowFilter.Slack);
        ArgumentOutOfRangeException.ThrowIfLessThan(filtered.Length, length);
        ArgumentOutOfRangeException.ThrowIfLessThan(above.Length, length);
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Length, length);
    }

    private static void Run<TPixel>(int filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
        where TPixel : struct, IPixel
    {
        if (filter == RowFilter.Sub)
            Run<TPixel, Sub>(filtered, above, row);
        else if (filter == RowFilter.Average)
            Run<TPixel, Average>(filtered, above, row);
        else
            Run<TPixel, Paeth>(filtered, above, row);
    }

    private static void Pair<TPixel>(
        int filter,
        ReadOnlySpan<byte> filtered,
        int filter2,
        ReadOnlySpan<byte> filtered2,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        Span<byte> row2
    )
        where TPixel : struct, IPixel
    {
        if (filter == RowFilter.Sub)
            Pair<TPixel, Sub>(filtered, filter2, filtered2, above, row, row2);
        else if (filter == RowFilter.Average)
            Pair<TPixel, Average>(filtered, filter2, filtered2, above, row, row2);
        else
            Pair<TPixel, Paeth>(filtered, filter2, filtered2, above, row, row2);
    }

    private static void Pair<TPixel, TFilter>(
        ReadOnlySpan<byte> filtered,
        int filter2,
        ReadOnlySpan<byte> filtered2,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        Span<byte> row2
    )
        where TPixel : struct, IPixel
        where TFilter : struct, IPredictor
    {
        if (filter2 == RowFilter.Sub)
            Pair<TPixel, TFilter, Sub>(filtered, filtered2, above, row, row2);
        else if (filter2 == RowFilter.Average)
            Pair<TPixel, TFilter, Average>(filtered, filtered2, above, row, row2);
        else
            Pair<TPixel, TFilter, Paeth>(filtered, filtered2, above, row, row2);
    }

    // In bounds, here and below: a pixel is read and written within the row, and up to two bytes behind it.
    [MethodImpl(VectorCode.Options)]
    private static void Run<TPixel, TFilter>(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
        where TPixel : struct, IPixel
        where TFilter : struct, IPredictor
    {
        ref var from = ref MemoryMarshal.GetReference(filtered);
        ref var up = ref MemoryMarshal.GetReference(above);
        ref var to = ref MemoryMarshal.GetReference(row);
        nint length = row.Length - RowFilter.Slack;
        var (left, corner) = (Vector128<short>.Zero, Vector128<short>.Zero);
        for (nint i = 0; i < length; i += TPixel.Size)
        {
            var over = Load<TPixel>(ref up, i);
            left = Add(Load<TPixel>(ref from, i), TFilter.Predict(left, over, corner));
            corner = over;
            Store<TPixel>(left, ref to, i);
        }
    }

    // The second row is a pixel behind the first: what is left in the first is above in it, and what was above is above left.
    [MethodImpl(VectorCode.Options)]
    private static void Pair<TPixel, TFilter, TFilter2>(
        ReadOnlySpan<byte> filtered,
        ReadOnlySpan<byte> filtered2,
        ReadOnlySpan<byte> above,
        Span<byte> row,
        Span<byte> row2
    )
        where TPixel : struct, IPixel
        where TFilter : struct, IPredictor
        where TFilter2 : struct, IPredictor
    {
        ref var from = ref MemoryMarshal.GetReference(filtered);
        ref var from2 = ref MemoryMarshal.GetReference(filtered2);
        ref var up = ref MemoryMarshal.GetReference(above);
        ref var to = ref MemoryMarshal.GetReference(row);
        ref var to2 = ref MemoryMarshal.GetReference(row2);
        nint length = row.Length - RowFilter.Slack;
        var zero = Vector128<short>.Zero;
        var (over, left2, corner2) = (Load<TPixel>(ref up, 0), zero, zero);
        var left = Add(Load<TPixel>(ref from, 0), TFilter.Predict(zero, over, zero));
        Store<TPixel>(left, ref to, 0);
        for (nint i = TPixel.Size; i < length; i += TPixel.Size)
        {
            var (corner, over2) = (over, left);
            over = Load<TPixel>(ref up, i);
            left = Add(Load<TPixel>(ref from, i), TFilter.Predict(left, over, corner));
            left2 = Add(Load<TPixel>(ref from2, i - TPixel.Size), TFilter2.Predict(left2, over2, corner2));
            corner2 = over2;
            Store<TPixel>(left, ref to, i);
            Store<TPixel>(left2, ref to2, i - TPixel.Size);
        }

        left2 = Add(Load<TPixel>(ref from2, length - TPixel.Size), TFilter2.Predict(left2, left, corner2));
        Store<TPixel>(left2, ref to2, length - TPixel.Size);
    }

    // Bytes; the high ones of all lanes stay 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Add(Vector128<short> filtered, Vector128<short> predicted) =>
        (filtered.AsByte() + predicted.AsByte()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Select(Vector128<short> mask, Vector128<short> yes, Vector128<short> no) =>
        Sse41.IsSupported ? Sse41.BlendVariable(no, yes, mask) : Vector128.ConditionalSelect(mask, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Load<TPixel>(ref byte row, nint i)
        where TPixel : struct, IPixel
    {
        ref var pixel = ref Unsafe.Add(ref row, i);
        var bytes = TPixel.IsWide
            ? Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref pixel)).AsByte()
            : Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
        return Vector128.WidenLower(bytes).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TPixel>(Vector128<short> pixel, ref byte row, nint i)
        where TPixel : struct, IPixel
    {
        // The lanes are bytes: saturation changes none of them.
        var bytes = Sse2.IsSupported
            ? Sse2.PackUnsignedSaturate(pixel, pixel)
            : Vector128.Narrow(pixel.AsUInt16(), pixel.AsUInt16());
        if (TPixel.IsWide)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref row, i), bytes.AsUInt64().ToScalar());
        else
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref row, i), bytes.AsUInt32().ToScalar());
    }
}
