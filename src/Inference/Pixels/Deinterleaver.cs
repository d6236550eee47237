using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>From pixels of three or four bytes to three planes; a fourth byte is dropped.</summary>
internal static class Deinterleaver
{
    /// <summary>Bytes of a pixel.</summary>
    public const int PixelBytes = 4;

    /// <summary>Splits a row.</summary>
    /// <param name="rgba">4 bytes a pixel, red first.</param>
    /// <param name="red">The planes' rows, at least as long as the row of pixels.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    public static void Run(ReadOnlySpan<byte> rgba, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        var length = rgba.Length / PixelBytes;
        red = red[..length];
        green = green[..length];
        blue = blue[..length];
        var x = 0;
        if (VectorCode.HasAvx512)
            x = Run512(rgba, red, green, blue, x);
        if (Avx2.IsSupported)
            x = Run256(rgba, red, green, blue, x);
        if (Vector128.IsHardwareAccelerated)
            x = Run128(rgba, red, green, blue, x);
        for (; x < length; x++)
        {
            var pixel = rgba.Slice(x * PixelBytes, PixelBytes);
            (red[x], green[x], blue[x]) = (pixel[0], pixel[1], pixel[2]);
        }
    }

    /// <summary>Splits a row of pixels of three bytes.</summary>
    /// <param name="rgb">3 bytes a pixel, red first.</param>
    /// <param name="red">The planes' rows, at least as long as the row of pixels.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    public static void RunRgb(ReadOnlySpan<byte> rgb, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        var length = rgb.Length / Interleaver.Colors;
        red = red[..length];
        green = green[..length];
        blue = blue[..length];
        var x = Vector128.IsHardwareAccelerated ? RunRgb128(rgb, red, green, blue) : 0;
        for (; x < length; x++)
        {
            var pixel = rgb.Slice(x * Interleaver.Colors, Interleaver.Colors);
            (red[x], green[x], blue[x]) = (pixel[0], pixel[1], pixel[2]);
        }
    }

    // 16 pixels are three vectors: a plane's lanes 0 to 4 or 5 come from the first, those to 10 from the second, the rest from
    // the third; 255 gives 0, the place of the others.
    [MethodImpl(VectorCode.Options)]
    private static int RunRgb128(ReadOnlySpan<byte> rgb, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        const byte X = 255;
        var red0 = Vector128.Create((byte)0, 3, 6, 9, 12, 15, X, X, X, X, X, X, X, X, X, X);
        var red1 = Vector128.Create(X, X, X, X, X, X, (byte)2, 5, 8, 11, 14, X, X, X, X, X);
        var red2 = Vector128.Create(X, X, X, X, X, X, X, X, X, X, X, (byte)1, 4, 7, 10, 13);
        var green0 = Vector128.Create((byte)1, 4, 7, 10, 13, X, X, X, X, X, X, X, X, X, X, X);
        var green1 = Vector128.Create(X, X, X, X, X, (byte)0, 3, 6, 9, 12, 15, X, X, X, X, X);
        var green2 = Vector128.Create(X, X, X, X, X, X, X, X, X, X, X, (byte)2, 5, 8, 11, 14);
        var blue0 = Vector128.Create((byte)2, 5, 8, 11, 14, X, X, X, X, X, X, X, X, X, X, X);
        var blue1 = Vector128.Create(X, X, X, X, X, (byte)1, 4, 7, 10, 13, X, X, X, X, X, X);
        var blue2 = Vector128.Create(X, X, X, X, X, X, X, X, X, X, (byte)0, 3, 6, 9, 12, 15);
        var x = 0;
        // In bounds: 16 pixels are left, of 3 bytes, and as many places in the planes.
        for (; x <= red.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            var a = Interleaver.Load(rgb, x * Interleaver.Colors);
            var b = Interleaver.Load(rgb, (x * Interleaver.Colors) + 16);
            var c = Interleaver.Load(rgb, (x * Interleaver.Colors) + 32);
            Store(Vector128.Shuffle(a, red0) | Vector128.Shuffle(b, red1) | Vector128.Shuffle(c, red2), red, x);
            Store(Vector128.Shuffle(a, green0) | Vector128.Shuffle(b, green1) | Vector128.Shuffle(c, green2), green, x);
            Store(Vector128.Shuffle(a, blue0) | Vector128.Shuffle(b, blue1) | Vector128.Shuffle(c, blue2), blue, x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> samples, Span<byte> row, int x) =>
        samples.StoreUnsafe(ref MemoryMarshal.GetReference(row), (nuint)x);

    [MethodImpl(VectorCode.Options)]
    private static int Run128(ReadOnlySpan<byte> rgba, Span<byte> red, Span<byte> green, Span<byte> blue, int from) =>
        Run<ByteVector128, Vector128<int>>(rgba, red, green, blue, from);

    [MethodImpl(VectorCode.Options)]
    private static int Run256(ReadOnlySpan<byte> rgba, Span<byte> red, Span<byte> green, Span<byte> blue, int from) =>
        Run<ByteVector256, Vector256<int>>(rgba, red, green, blue, from);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run512(ReadOnlySpan<byte> rgba, Span<byte> red, Span<byte> green, Span<byte> blue, int from) =>
        Run<ByteVector512, Vector512<int>>(rgba, red, green, blue, from);

    // Each lane takes 16 neighbouring pixels, so that it has those of each plane in the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run<TOperations, TVector>(
        ReadOnlySpan<byte> rgba,
        Span<byte> red,
        Span<byte> green,
        Span<byte> blue,
        int from
    )
        where TOperations : IByteVector<TVector>
    {
        const int lane = 16 * PixelBytes;
        var x = from;
        // In bounds: a whole vector of the planes' length is left, which is that of the pixels, too.
        for (; x <= red.Length - TOperations.Count; x += TOperations.Count)
        {
            ref var pixels = ref Unsafe.Add(ref MemoryMarshal.GetReference(rgba), x * PixelBytes);
            var a = TOperations.LoadLanes(ref pixels, lane);
            var b = TOperations.LoadLanes(ref Unsafe.Add(ref pixels, 16), lane);
            var c = TOperations.LoadLanes(ref Unsafe.Add(ref pixels, 32), lane);
            var d = TOperations.LoadLanes(ref Unsafe.Add(ref pixels, 48), lane);
            // As in Transposer: with a byte's place written as pixel (4 bits) | colour (2 bits), each time the highest bit
            // becomes the lowest; after four times it is colour | pixel.
            Zip<TOperations, TVector>(ref a, ref b, ref c, ref d);
            Zip<TOperations, TVector>(ref a, ref b, ref c, ref d);
            Zip<TOperations, TVector>(ref a, ref b, ref c, ref d);
            Zip<TOperations, TVector>(ref a, ref b, ref c, ref d);
            TOperations.Store(a, ref Unsafe.Add(ref MemoryMarshal.GetReference(red), x));
            TOperations.Store(b, ref Unsafe.Add(ref MemoryMarshal.GetReference(green), x));
            TOperations.Store(c, ref Unsafe.Add(ref MemoryMarshal.GetReference(blue), x));
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip<TOperations, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d)
        where TOperations : IByteVector<TVector> =>
        (a, b, c, d) = (
            TOperations.UnpackLow(a, c),
            TOperations.UnpackHigh(a, c),
            TOperations.UnpackLow(b, d),
            TOperations.UnpackHigh(b, d)
        );
}
