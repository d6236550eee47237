using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Transposes a plane of bytes, in tiles of 16 x 16.</summary>
internal static class Transposer
{
    /// <summary>Rows and columns come in multiples of this.</summary>
    public const int Tile = 16;

    /// <summary>A length made up to whole tiles.</summary>
    public static int Padded(int length) => (length + Tile - 1) / Tile * Tile;

    /// <param name="source">Rows of bytes.</param>
    /// <param name="columns">Bytes of a source row, and from one to the next; a multiple of <see cref="Tile"/>.</param>
    /// <param name="rows">How many; a multiple of <see cref="Tile"/>.</param>
    /// <param name="target">As many bytes: a row for each column.</param>
    public static void Run(ReadOnlySpan<byte> source, int columns, int rows, Span<byte> target)
    {
        // What the vector code relies on: whole tiles, and all of them inside of both.
        if (columns % Tile != 0 || rows % Tile != 0)
            throw new ArgumentException($"{columns} x {rows} bytes are not whole tiles.");
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, columns * rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, columns * rows);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var x = 0;
        if (VectorCode.HasAvx512)
            x = Run512(ref from, columns, rows, ref to, x);
        if (Avx2.IsSupported)
            x = Run256(ref from, columns, rows, ref to, x);
        if (Vector128.IsHardwareAccelerated)
            x = Run128(ref from, columns, rows, ref to, x);
        for (; x < columns; x++)
        {
            for (var y = 0; y < rows; y++)
                Unsafe.Add(ref to, (x * rows) + y) = Unsafe.Add(ref from, (y * columns) + x);
        }
    }

    [MethodImpl(VectorCode.Options)]
    private static int Run128(ref byte source, int columns, int rows, ref byte target, int from) =>
        Run<ByteVector128, Vector128<int>>(ref source, columns, rows, ref target, from);

    [MethodImpl(VectorCode.Options)]
    private static int Run256(ref byte source, int columns, int rows, ref byte target, int from) =>
        Run<ByteVector256, Vector256<int>>(ref source, columns, rows, ref target, from);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run512(ref byte source, int columns, int rows, ref byte target, int from) =>
        Run<ByteVector512, Vector512<int>>(ref source, columns, rows, ref target, from);

    /// <returns>How many columns are done: those left are fewer than a vector's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run<TOperations, TVector>(ref byte source, int columns, int rows, ref byte target, int from)
        where TOperations : IByteVector<TVector>
    {
        var x = from;
        for (; x <= columns - TOperations.Count; x += TOperations.Count)
        {
            for (var y = 0; y < rows; y += Tile)
            {
                // In bounds: whole tiles of both, which Run has checked.
                ref var tiles = ref Unsafe.Add(ref source, (y * columns) + x);
                TransposeTiles<TOperations, TVector>(
                    ref tiles,
                    columns,
                    ref Unsafe.Add(ref target, (x * rows) + y),
                    rows
                );
            }
        }

        return x;
    }

    // As many tiles side by side as a vector has lanes. Zipping rows i and i + 8, four times over, makes columns of rows: with
    // the bits of a byte's place written as row | column, each time the highest bit of the row becomes the lowest of the column.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTiles<TOperations, TVector>(
        ref byte source,
        int stride,
        ref byte target,
        int targetStride
    )
        where TOperations : IByteVector<TVector>
    {
        var a0 = TOperations.Load(ref Unsafe.Add(ref source, 0 * stride));
        var a1 = TOperations.Load(ref Unsafe.Add(ref source, 1 * stride));
        var a2 = TOperations.Load(ref Unsafe.Add(ref source, 2 * stride));
        var a3 = TOperations.Load(ref Unsafe.Add(ref source, 3 * stride));
        var a4 = TOperations.Load(ref Unsafe.Add(ref source, 4 * stride));
        var a5 = TOperations.Load(ref Unsafe.Add(ref source, 5 * stride));
        var a6 = TOperations.Load(ref Unsafe.Add(ref source, 6 * stride));
        var a7 = TOperations.Load(ref Unsafe.Add(ref source, 7 * stride));
        var a8 = TOperations.Load(ref Unsafe.Add(ref source, 8 * stride));
        var a9 = TOperations.Load(ref Unsafe.Add(ref source, 9 * stride));
        var a10 = TOperations.Load(ref Unsafe.Add(ref source, 10 * stride));
        var a11 = TOperations.Load(ref Unsafe.Add(ref source, 11 * stride));
        var a12 = TOperations.Load(ref Unsafe.Add(ref source, 12 * stride));
        var a13 = TOperations.Load(ref Unsafe.Add(ref source, 13 * stride));
        var a14 = TOperations.Load(ref Unsafe.Add(ref source, 14 * stride));
        var a15 = TOperations.Load(ref Unsafe.Add(ref source, 15 * stride));
        var (b0, b1) = (TOperations.UnpackLow(a0, a8), TOperations.UnpackHigh(a0, a8));
        var (b2, b3) = (TOperations.UnpackLow(a1, a9), TOperations.UnpackHigh(a1, a9));
        var (b4, b5) = (TOperations.UnpackLow(a2, a10), TOperations.UnpackHigh(a2, a10));
        var (b6, b7) = (TOperations.UnpackLow(a3, a11), TOperations.UnpackHigh(a3, a11));
        var (b8, b9) = (TOperations.UnpackLow(a4, a12), TOperations.UnpackHigh(a4, a12));
        var (b10, b11) = (TOperations.UnpackLow(a5, a13), TOperations.UnpackHigh(a5, a13));
        var (b12, b13) = (TOperations.UnpackLow(a6, a14), TOperations.UnpackHigh(a6, a14));
        var (b14, b15) = (TOperations.UnpackLow(a7, a15), TOperations.UnpackHigh(a7, a15));
        var (c0, c1) = (TOperations.UnpackLow(b0, b8), TOperations.UnpackHigh(b0, b8));
        var (c2, c3) = (TOperations.UnpackLow(b1, b9), TOperations.UnpackHigh(b1, b9));
        var (c4, c5) = (TOperations.UnpackLow(b2, b10), TOperations.UnpackHigh(b2, b10));
        var (c6, c7) = (TOperations.UnpackLow(b3, b11), TOperations.UnpackHigh(b3, b11));
        var (c8, c9) = (TOperations.UnpackLow(b4, b12), TOperations.UnpackHigh(b4, b12));
        var (c10, c11) = (TOperations.UnpackLow(b5, b13), TOperations.UnpackHigh(b5, b13));
        var (c12, c13) = (TOperations.UnpackLow(b6, b14), TOperations.UnpackHigh(b6, b14));
        var (c14, c15) = (TOperations.UnpackLow(b7, b15), TOperations.UnpackHigh(b7, b15));
        var (d0, d1) = (TOperations.UnpackLow(c0, c8), TOperations.UnpackHigh(c0, c8));
        var (d2, d3) = (TOperations.UnpackLow(c1, c9), TOperations.UnpackHigh(c1, c9));
        var (d4, d5) = (TOperations.UnpackLow(c2, c10), TOperations.UnpackHigh(c2, c10));
        var (d6, d7) = (TOperations.UnpackLow(c3, c11), TOperations.UnpackHigh(c3, c11));
        var (d8, d9) = (TOperations.UnpackLow(c4, c12), TOperations.UnpackHigh(c4, c12));
        var (d10, d11) = (TOperations.UnpackLow(c5, c13), TOperations.UnpackHigh(c5, c13));
        var (d12, d13) = (TOperations.UnpackLow(c6, c14), TOperations.UnpackHigh(c6, c14));
        var (d14, d15) = (TOperations.UnpackLow(c7, c15), TOperations.UnpackHigh(c7, c15));
        var (e0, e1) = (TOperations.UnpackLow(d0, d8), TOperations.UnpackHigh(d0, d8));
        var (e2, e3) = (TOperations.UnpackLow(d1, d9), TOperations.UnpackHigh(d1, d9));
        var (e4, e5) = (TOperations.UnpackLow(d2, d10), TOperations.UnpackHigh(d2, d10));
        var (e6, e7) = (TOperations.UnpackLow(d3, d11), TOperations.UnpackHigh(d3, d11));
        var (e8, e9) = (TOperations.UnpackLow(d4, d12), TOperations.UnpackHigh(d4, d12));
        var (e10, e11) = (TOperations.UnpackLow(d5, d13), TOperations.UnpackHigh(d5, d13));
        var (e12, e13) = (TOperations.UnpackLow(d6, d14), TOperations.UnpackHigh(d6, d14));
        var (e14, e15) = (TOperations.UnpackLow(d7, d15), TOperations.UnpackHigh(d7, d15));
        nint lane = Tile * targetStride;
        TOperations.StoreLanes(e0, ref Unsafe.Add(ref target, 0 * targetStride), lane);
        TOperations.StoreLanes(e1, ref Unsafe.Add(ref target, 1 * targetStride), lane);
        TOperations.StoreLanes(e2, ref Unsafe.Add(ref target, 2 * targetStride), lane);
        TOperations.StoreLanes(e3, ref Unsafe.Add(ref target, 3 * targetStride), lane);
        TOperations.StoreLanes(e4, ref Unsafe.Add(ref target, 4 * targetStride), lane);
        TOperations.StoreLanes(e5, ref Unsafe.Add(ref target, 5 * targetStride), lane);
        TOperations.StoreLanes(e6, ref Unsafe.Add(ref target, 6 * targetStride), lane);
        TOperations.StoreLanes(e7, ref Unsafe.Add(ref target, 7 * targetStride), lane);
        TOperations.StoreLanes(e8, ref Unsafe.Add(ref target, 8 * targetStride), lane);
        TOperations.StoreLanes(e9, ref Unsafe.Add(ref target, 9 * targetStride), lane);
        TOperations.StoreLanes(e10, ref Unsafe.Add(ref target, 10 * targetStride), lane);
        TOperations.StoreLanes(e11, ref Unsafe.Add(ref target, 11 * targetStride), lane);
        TOperations.StoreLanes(e12, ref Unsafe.Add(ref target, 12 * targetStride), lane);
        TOperations.StoreLanes(e13, ref Unsafe.Add(ref target, 13 * targetStride), lane);
        TOperations.StoreLanes(e14, ref Unsafe.Add(ref target, 14 * targetStride), lane);
        TOperations.StoreLanes(e15, ref Unsafe.Add(ref target, 15 * targetStride), lane);
    }
}
