using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// From the rows of a PNG to planes of 8 bits: of numbers of 16 bits the high byte, as Skia takes them; transparent pixels over
/// the background. Serves one row at a time and keeps its memory for the next.
/// </summary>
/// <param name="colors">What the file says of its colours.</param>
internal sealed class RowConverter(PngColors colors)
{
    private readonly ScratchBuffer samples = new();
    private readonly ScratchBuffer rgba = new();

    /// <param name="row">A row of the picture.</param>
    /// <param name="header">The header.</param>
    /// <param name="red">The planes' rows: as long as the row has pixels.</param>
    /// <param name="green">Green; empty if all of the picture is grey.</param>
    /// <param name="blue">Blue, the same.</param>
    public void Run(ReadOnlySpan<byte> row, in PngHeader header, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        var width = red.Length;
        if (colors.HasTable)
        {
            LookUp(header.Bits == 8 ? row : Unpack(row, header.Bits, width), red, green, blue);
            return;
        }

        var bytes = header.Bits == 16 ? HighBytes(row) : row;
        switch (header.Kind)
        {
            case PngKind.Gray:
                bytes.CopyTo(red);
                if (!colors.IsGray)
                {
                    bytes.CopyTo(green);
                    bytes.CopyTo(blue);
                }

                break;
            case PngKind.Rgb:
                Deinterleaver.RunRgb(bytes, red, green, blue);
                break;
            default:
                var pixels = rgba.Reserve(width * Deinterleaver.PixelBytes);
                if (header.Kind == PngKind.GrayAlpha)
                {
                    Spread(bytes, pixels);
                    bytes = pixels;
                }

                Compositor.Run(bytes, colors.Background, pixels);
                Deinterleaver.Run(pixels, red, green, blue);
                break;
        }

        if (!colors.Key.IsEmpty)
            Replace(row, red, green, blue);
    }

    private void LookUp(ReadOnlySpan<byte> indices, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        var table = colors.Table;
        if (colors.IsGray)
        {
            for (var x = 0; x < red.Length; x++)
                red[x] = (byte)table[indices[x]];
            return;
        }

        var pixels = rgba.Reserve(red.Length * Deinterleaver.PixelBytes);
        var words = MemoryMarshal.Cast<byte, uint>(pixels);
        for (var x = 0; x < words.Length; x++)
            words[x] = BitConverter.IsLittleEndian
                ? table[indices[x]]
                : BinaryPrimitives.ReverseEndianness(table[indices[x]]);
        Deinterleaver.Run(pixels, red, green, blue);
    }

    // The first sample of a byte is in its highest bits.
    private Span<byte> Unpack(ReadOnlySpan<byte> row, int bits, int width)
    {
        var unpacked = samples.Reserve(width);
        var (mask, perByte) = ((1 << bits) - 1, 8 / bits);
        for (var x = 0; x < unpacked.Length; x++)
            unpacked[x] = (byte)((row[x / perByte] >> (8 - bits - (x % perByte * bits))) & mask);
        return unpacked;
    }

    [MethodImpl(VectorCode.Options)]
    private Span<byte> HighBytes(ReadOnlySpan<byte> row)
    {
        var high = samples.Reserve(row.Length / 2);
        var i = 0;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            ref var from = ref MemoryMarshal.GetReference(row);
            var mask = Vector128.Create((ushort)0xFF);
            // In bounds: 16 numbers of two bytes are left of the row.
            for (; i <= high.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                // The high byte is the first of two, which is the low one here.
                var low = Vector128.LoadUnsafe(ref from, (nuint)(2 * i)).AsUInt16() & mask;
                var upper = Vector128.LoadUnsafe(ref from, (nuint)((2 * i) + 16)).AsUInt16() & mask;
                Vector128.Narrow(low, upper).StoreUnsafe(ref MemoryMarshal.GetReference(high), (nuint)i);
            }
        }

        for (; i < high.Length; i++)
            high[i] = row[2 * i];
        return high;
    }

    private static void Spread(ReadOnlySpan<byte> grayAlpha, Span<byte> pixels)
    {
        for (var (i, x) = (0, 0); i + 1 < grayAlpha.Length; i += 2, x += Deinterleaver.PixelBytes)
        {
            var gray = grayAlpha[i];
            (pixels[x], pixels[x + 1], pixels[x + 2], pixels[x + 3]) = (gray, gray, gray, grayAlpha[i + 1]);
        }
    }

    // All bits of a pixel count, also those that its colour here has not.
    private void Replace(ReadOnlySpan<byte> row, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        var key = colors.Key;
        for (var x = 0; x < red.Length; x++)
        {
            if (!row.Slice(x * key.Length, key.Length).SequenceEqual(key))
                continue;
            red[x] = colors.Background.Red;
            if (colors.IsGray)
                continue;
            green[x] = colors.Background.Green;
            blue[x] = colors.Background.Blue;
        }
    }
}
