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
    private static void Run128(ref byte source, int stride, ref byte target, int targetStride)
    {
        Rows rows = default;
        Rows zipped = default;
        for (var i = 0; i < Tile; i++)
            rows[i] = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, i * stride));
        Zip(ref rows, ref zipped);
        Zip(ref zipped, ref rows);
        Zip(ref rows, ref zipped);
        Zip(ref zipped, ref rows);
        for (var i = 0; i < Tile; i++)
            rows[i].StoreUnsafe(ref Unsafe.Add(ref target, i * targetStride));
    }

    private static void Zip(ref Rows from, ref Rows to)
    {
        for (var i = 0; i < Tile / 2; i++)
        {
            to[2 * i] = Zipper.Low(from[i], from[i + (Tile / 2)]);
            to[(2 * i) + 1] = Zipper.High(from[i], from[i + (Tile / 2)]);
        }
    }

    [InlineArray(Tile)]
    private struct Rows
    {
        private Vector128<byte> row;
    }
}
