using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// From the coefficients of a block to its square of samples. The coefficients are in the order of <see cref="ZigZag"/> and
/// not yet multiplied by the quantisation table.
/// </summary>
internal static class InverseDct
{
    /// <summary>Bits of fraction between the two passes.</summary>
    public const int FractionBits = 3;

    /// <summary>Bits that are too many at the end: those of the fraction, and 2 of <see cref="Butterfly"/>.</summary>
    public const int FinalShift = FractionBits + 2;

    /// <summary>Half of a sample's unit before the final shift.</summary>
    public const int FinalHalf = 1 << (FinalShift - 1);

    private const int Level = 128;

    /// <summary>The sample that a whole block has when DC is its only coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Flat(int dc, Component component) =>
        Clip((((short)(dc * component.Quantization[0]) + 4) >> 3) + Level);

    /// <summary>
    /// The sample that <see cref="Full"/> and <see cref="Half"/> make of a whole block when DC is its only coefficient. It differs
    /// from <see cref="Flat"/> where a damaged photo's numbers are too large for 16 bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte FlatByTransform(int dc, Component component)
    {
        var x = new Lane((short)((short)(dc * component.Quantization[0]) << FractionBits));
        Lane zero = default;
        var (a, b, c) = (zero, zero, zero);
        Butterfly.Inverse4(ref x, ref a, ref b, ref c);
        (a, b, c) = (zero, zero, zero);
        Butterfly.Inverse4(ref x, ref a, ref b, ref c);
        return Clip(((short)(x.Value + FinalHalf) >> FinalShift) + Level);
    }

    /// <summary>A square of one value: 8, 4 or 2 samples a side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(byte value, int side, Span<byte> target, int stride)
    {
        // In bounds: the last row is checked here, and those before it lie before it.
        ref var row = ref MemoryMarshal.GetReference(target[..(((side - 1) * stride) + side)]);
        var samples = value * 0x0101_0101_0101_0101UL;
        for (var i = 0; i < side; i++, row = ref Unsafe.Add(ref row, stride))
        {
            if (side == 8)
                Unsafe.WriteUnaligned(ref row, samples);
            else if (side == 4)
                Unsafe.WriteUnaligned(ref row, (uint)samples);
            else
                Unsafe.WriteUnaligned(ref row, (ushort)samples);
        }
    }

    /// <summary>8 x 8 samples.</summary>
    public static void Full(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        if (Vector128.IsHardwareAccelerated)
            VectorDct.One(block, component, target, stride);
        else
            FullScalar(block, component, target, stride);
    }

    /// <summary>8 x 8 samples, one number at a time: what vectors must compute.</summary>
    public static void FullScalar(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        Span<Lane> x = stackalloc Lane[ZigZag.Coefficients];
        for (var i = 0; i < x.Length; i++)
            x[i] = new Lane((short)((short)(block[i] * component.Quantization[i]) << FractionBits));
        for (var i = 0; i < 8; i++)
            Inverse8(x[i..], 8);
        for (var i = 0; i < 8; i++)
            Inverse8(x[(8 * i)..], 1);
        // Places are 8 x horizontal + vertical before, 8 x column + row after.
        Store(x, 8, 8, target, stride);
    }

    /// <summary>4 x 4 samples.</summary>
    public static void Half(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        if (Vector128.IsHardwareAccelerated)
            VectorHalfDct.One(block, component, target, stride);
        else
            HalfScalar(block, component, target, stride);
    }

    /// <summary>4 x 4 samples, one number at a time: what vectors must compute.</summary>
    public static void HalfScalar(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        Span<Lane> x = stackalloc Lane[16];
        for (var i = 0; i < 16; i++)
        {
            var place = (8 * (i >> 2)) + (i & 3);
            x[i] = new Lane((short)((short)(block[place] * component.Quantization[place]) << FractionBits));
        }

        for (var i = 0; i < 4; i++)
            Butterfly.Inverse4(ref x[i], ref x[i + 4], ref x[i + 8], ref x[i + 12]);
        for (var i = 0; i < 16; i += 4)
            Butterfly.Inverse4(ref x[i], ref x[i + 1], ref x[i + 2], ref x[i + 3]);
        Store(x, 4, 4, target, stride);
    }

    /// <summary>2 x 2 samples.</summary>
    public static void Quarter(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        ReadOnlySpan<short> q = component.Quantization;
        var (dc, vertical) = ((short)(block[0] * q[0]), (short)(block[1] * q[1]));
        var (horizontal, diagonal) = ((short)(block[8] * q[8]), (short)(block[9] * q[9]));
        var (left, leftDown) = (dc + horizontal, vertical + diagonal);
        var (right, rightDown) = (dc - horizontal, vertical - diagonal);
        target[0] = Round(left + leftDown);
        target[1] = Round(right + rightDown);
        target[stride] = Round(left - leftDown);
        target[stride + 1] = Round(right - rightDown);

        static byte Round(int eightfold) => Clip(((eightfold + 4) >> 3) + Level);
    }

    private static void Inverse8(Span<Lane> x, int step) =>
        Butterfly.Inverse8(
            ref x[0],
            ref x[step],
            ref x[2 * step],
            ref x[3 * step],
            ref x[4 * step],
            ref x[5 * step],
            ref x[6 * step],
            ref x[7 * step]
        );

    private static void Store(ReadOnlySpan<Lane> x, int side, int step, Span<byte> target, int stride)
    {
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var value = (short)(x[(column * step) + row].Value + FinalHalf) >> FinalShift;
                target[(row * stride) + column] = Clip(value + Level);
            }
        }
    }

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, 255);
}
