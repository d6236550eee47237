using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Turns rows of RGB pixels into columns.</summary>
internal static class Transposer
{
    private const int Bytes = RowPass.TargetBytes;

    /// <param name="source">Rows without padding.</param>
    /// <param name="rows">How many.</param>
    /// <param name="target">
    /// Where the first pixel goes; the rest of the first row goes below it, the second row beside the first.
    /// </param>
    /// <param name="stride">Bytes from one target row to the next.</param>
    public static void Write(ReadOnlySpan<byte> source, int rows, Span<byte> target, int stride)
    {
        var rowBytes = source.Length / rows;
        var last = (rows - 1) * Bytes;
        for (var from = 0; from < rowBytes; from += Bytes)
        {
            // In bounds: the slice is of all rows' pixels. Pixels before the last are read and written with one byte
            // more, which is the next row's and is overwritten next.
            ref var pixel = ref MemoryMarshal.GetReference(target.Slice(from / Bytes * stride, rows * Bytes));
            ref var next = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), from);
            for (var to = 0; to < last; to += Bytes)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref pixel, to), Unsafe.ReadUnaligned<uint>(ref next));
                next = ref Unsafe.Add(ref next, rowBytes);
            }

            Unsafe.Add(ref pixel, last) = next;
            Unsafe.Add(ref pixel, last + 1) = Unsafe.Add(ref next, 1);
            Unsafe.Add(ref pixel, last + 2) = Unsafe.Add(ref next, 2);
        }
    }
}
