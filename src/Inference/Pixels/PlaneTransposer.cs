using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Turns the rows of a plane of bytes into columns, in tiles of 16 x 16.</summary>
internal static class PlaneTransposer
{
    /// <summary>Rows and columns come in multiples of this.</summary>
    public const int Tile = 16;

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
        for (var y = 0; y < rows; y += Tile)
        {
            for (var x = 0; x < columns; x += Tile)
            {
                ref var tile = ref Unsafe.Add(ref from, (y * columns) + x);
                ref var turned = ref Unsafe.Add(ref to, (x * rows) + y);
                if (Vector128.IsHardwareAccelerated)
                    Run128(ref tile, columns, ref turned, rows);
                else
                    RunScalar(ref tile, columns, ref turned, rows);
            }
        }
    }

    private static void RunScalar(ref byte source, int stride, ref byte target, int targetStride)
    {
        for (var y = 0; y < Tile; y++)
        {
            for (var x = 0; x < Tile; x++)
                Unsafe.Add(ref target, (x * targetStride) + y) = Unsafe.Add(ref source, (y * stride) + x);
        }
    }

    // Zipping rows i and i + 8, four times over, makes columns of rows: with the bits of a byte's place written as
    // row | column, each time the highest bit of the row becomes the lowest of the column.
    [MethodImpl(VectorCode.Options)]
    private static void Run128(ref byte source, int stride, ref byte target, int targetStride)
    {
        var a0 = Vector128.LoadUnsafe(ref source, (nuint)(0 * stride));
        var a1 = Vector128.LoadUnsafe(ref source, (nuint)(1 * stride));
        var a2 = Vector128.LoadUnsafe(ref source, (nuint)(2 * stride));
        var a3 = Vector128.LoadUnsafe(ref source, (nuint)(3 * stride));
        var a4 = Vector128.LoadUnsafe(ref source, (nuint)(4 * stride));
        var a5 = Vector128.LoadUnsafe(ref source, (nuint)(5 * stride));
        var a6 = Vector128.LoadUnsafe(ref source, (nuint)(6 * stride));
        var a7 = Vector128.LoadUnsafe(ref source, (nuint)(7 * stride));
        var a8 = Vector128.LoadUnsafe(ref source, (nuint)(8 * stride));
        var a9 = Vector128.LoadUnsafe(ref source, (nuint)(9 * stride));
        var a10 = Vector128.LoadUnsafe(ref source, (nuint)(10 * stride));
        var a11 = Vector128.LoadUnsafe(ref source, (nuint)(11 * stride));
        var a12 = Vector128.LoadUnsafe(ref source, (nuint)(12 * stride));
        var a13 = Vector128.LoadUnsafe(ref source, (nuint)(13 * stride));
        var a14 = Vector128.LoadUnsafe(ref source, (nuint)(14 * stride));
        var a15 = Vector128.LoadUnsafe(ref source, (nuint)(15 * stride));
        var (b0, b1) = (Zipper.Low(a0, a8), Zipper.High(a0, a8));
        var (b2, b3) = (Zipper.Low(a1, a9), Zipper.High(a1, a9));
        var (b4, b5) = (Zipper.Low(a2, a10), Zipper.High(a2, a10));
        var (b6, b7) = (Zipper.Low(a3, a11), Zipper.High(a3, a11));
        var (b8, b9) = (Zipper.Low(a4, a12), Zipper.High(a4, a12));
        var (b10, b11) = (Zipper.Low(a5, a13), Zipper.High(a5, a13));
        var (b12, b13) = (Zipper.Low(a6, a14), Zipper.High(a6, a14));
        var (b14, b15) = (Zipper.Low(a7, a15), Zipper.High(a7, a15));
        var (c0, c1) = (Zipper.Low(b0, b8), Zipper.High(b0, b8));
        var (c2, c3) = (Zipper.Low(b1, b9), Zipper.High(b1, b9));
        var (c4, c5) = (Zipper.Low(b2, b10), Zipper.High(b2, b10));
        var (c6, c7) = (Zipper.Low(b3, b11), Zipper.High(b3, b11));
        var (c8, c9) = (Zipper.Low(b4, b12), Zipper.High(b4, b12));
        var (c10, c11) = (Zipper.Low(b5, b13), Zipper.High(b5, b13));
        var (c12, c13) = (Zipper.Low(b6, b14), Zipper.High(b6, b14));
        var (c14, c15) = (Zipper.Low(b7, b15), Zipper.High(b7, b15));
        var (d0, d1) = (Zipper.Low(c0, c8), Zipper.High(c0, c8));
        var (d2, d3) = (Zipper.Low(c1, c9), Zipper.High(c1, c9));
        var (d4, d5) = (Zipper.Low(c2, c10), Zipper.High(c2, c10));
        var (d6, d7) = (Zipper.Low(c3, c11), Zipper.High(c3, c11));
        var (d8, d9) = (Zipper.Low(c4, c12), Zipper.High(c4, c12));
        var (d10, d11) = (Zipper.Low(c5, c13), Zipper.High(c5, c13));
        var (d12, d13) = (Zipper.Low(c6, c14), Zipper.High(c6, c14));
        var (d14, d15) = (Zipper.Low(c7, c15), Zipper.High(c7, c15));
        var (e0, e1) = (Zipper.Low(d0, d8), Zipper.High(d0, d8));
        var (e2, e3) = (Zipper.Low(d1, d9), Zipper.High(d1, d9));
        var (e4, e5) = (Zipper.Low(d2, d10), Zipper.High(d2, d10));
        var (e6, e7) = (Zipper.Low(d3, d11), Zipper.High(d3, d11));
        var (e8, e9) = (Zipper.Low(d4, d12), Zipper.High(d4, d12));
        var (e10, e11) = (Zipper.Low(d5, d13), Zipper.High(d5, d13));
        var (e12, e13) = (Zipper.Low(d6, d14), Zipper.High(d6, d14));
        var (e14, e15) = (Zipper.Low(d7, d15), Zipper.High(d7, d15));
        e0.StoreUnsafe(ref target, (nuint)(0 * targetStride));
        e1.StoreUnsafe(ref target, (nuint)(1 * targetStride));
        e2.StoreUnsafe(ref target, (nuint)(2 * targetStride));
        e3.StoreUnsafe(ref target, (nuint)(3 * targetStride));
        e4.StoreUnsafe(ref target, (nuint)(4 * targetStride));
        e5.StoreUnsafe(ref target, (nuint)(5 * targetStride));
        e6.StoreUnsafe(ref target, (nuint)(6 * targetStride));
        e7.StoreUnsafe(ref target, (nuint)(7 * targetStride));
        e8.StoreUnsafe(ref target, (nuint)(8 * targetStride));
        e9.StoreUnsafe(ref target, (nuint)(9 * targetStride));
        e10.StoreUnsafe(ref target, (nuint)(10 * targetStride));
        e11.StoreUnsafe(ref target, (nuint)(11 * targetStride));
        e12.StoreUnsafe(ref target, (nuint)(12 * targetStride));
        e13.StoreUnsafe(ref target, (nuint)(13 * targetStride));
        e14.StoreUnsafe(ref target, (nuint)(14 * targetStride));
        e15.StoreUnsafe(ref target, (nuint)(15 * targetStride));
    }
}
