using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace ClothesClassification.Inference.Png;

/// <summary>The CRC-32 of a PNG's chunks (W3C, Portable Network Graphics (Third Edition), annex D).</summary>
internal static class PngChecksum
{
    /// <summary>Bytes that are folded into each other at a time.</summary>
    private const int Block = 64;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Shift((uint)i))];

    // Not inlined, so that callers can be compiled ahead, where it is not known.
    private static bool HasCarrylessMultiply
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Pclmulqdq.IsSupported;
    }

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        if (HasCarrylessMultiply && bytes.Length >= Block)
        {
            var folded = bytes.Length / 16 * 16;
            crc = Fold(bytes[..folded], crc);
            bytes = bytes[folded..];
        }
        else if (ArmCrc32.Arm64.IsSupported)
        {
            for (; bytes.Length >= 8; bytes = bytes[8..])
                crc = ArmCrc32.Arm64.ComputeCrc32(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    // V. Gopal et al., Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction, Intel 2009: the remainder stays
    // the same if a part is replaced by its product with x^n, modulo the polynomial, n bits further on. The numbers are those
    // powers, bits reversed: x^(512 +- 32), x^(128 +- 32), x^64; then the polynomial and its inverse.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Fold(ReadOnlySpan<byte> bytes, uint crc)
    {
        // In bounds: the length is 64 or more, and a multiple of 16.
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var (a, b, c, d) = (Load(ref first, 0), Load(ref first, 16), Load(ref first, 32), Load(ref first, 48));
        a ^= Vector128.CreateScalar((ulong)crc);
        var by = Vector128.Create(0x01_5444_2bd4UL, 0x01_c6e4_1596UL);
        var i = Block;
        for (; i <= bytes.Length - Block; i += Block)
        {
            a = Carry(a, by) ^ Load(ref first, i);
            b = Carry(b, by) ^ Load(ref first, i + 16);
            c = Carry(c, by) ^ Load(ref first, i + 32);
            d = Carry(d, by) ^ Load(ref first, i + 48);
        }

        by = Vector128.Create(0x01_7519_97d0UL, 0x00_ccaa_009eUL);
        a = Carry(Carry(Carry(a, by) ^ b, by) ^ c, by) ^ d;
        for (; i < bytes.Length; i += 16)
            a = Carry(a, by) ^ Load(ref first, i);
        // 128 bits to 96, to 64, to 32 (Barrett).
        var low = Vector128.Create(uint.MaxValue, 0, uint.MaxValue, 0).AsUInt64();
        a = Pclmulqdq.CarrylessMultiply(a, by, 0x10) ^ Sse2.ShiftRightLogical128BitLane(a, 8);
        by = Vector128.CreateScalar(0x01_63cd_6124UL);
        a = Pclmulqdq.CarrylessMultiply(a & low, by, 0x00) ^ Sse2.ShiftRightLogical128BitLane(a, 4);
        by = Vector128.Create(0x01_db71_0641UL, 0x01_f701_1641UL);
        var quotient = Pclmulqdq.CarrylessMultiply(a & low, by, 0x10);
        a ^= Pclmulqdq.CarrylessMultiply(quotient & low, by, 0x00);
        return a.AsUInt32()[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte first, int i) => Vector128.LoadUnsafe(ref first, (nuint)i).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Carry(Vector128<ulong> part, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(part, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(part, by, 0x11);

    private static uint Shift(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        return value;
    }
}
