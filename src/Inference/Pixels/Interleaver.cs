using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Pixels;

/// <summary>From three planes to pixels of three bytes.</summary>
internal static class Interleaver
{
    /// <summary>Bytes of a pixel.</summary>
    public const int Colors = 3;

    // Which byte of one colour's 16 goes where in 16 bytes of r g b r g b ...; 255 gives 0, the other colours' places.
    private static Vector128<byte> Red0 => Vector128.Create((byte)0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X, 5);
    private static Vector128<byte> Green0 => Vector128.Create(X, (byte)0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X, X);
    private static Vector128<byte> Blue0 => Vector128.Create(X, X, (byte)0, X, X, 1, X, X, 2, X, X, 3, X, X, 4, X);
    private static Vector128<byte> Red1 => Vector128.Create(X, X, (byte)6, X, X, 7, X, X, 8, X, X, 9, X, X, 10, X);
    private static Vector128<byte> Green1 => Vector128.Create((byte)5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X, 10);
    private static Vector128<byte> Blue1 => Vector128.Create(X, (byte)5, X, X, 6, X, X, 7, X, X, 8, X, X, 9, X, X);
    private static Vector128<byte> Red2 => Vector128.Create(X, (byte)11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X, X);
    private static Vector128<byte> Green2 =>
        Vector128.Create(X, X, (byte)11, X, X, 12, X, X, 13, X, X, 14, X, X, 15, X);
    private static Vector128<byte> Blue2 =>
        Vector128.Create((byte)10, X, X, 11, X, X, 12, X, X, 13, X, X, 14, X, X, 15);

    private const byte X = 255;

    /// <summary>Interleaves a row.</summary>
    /// <param name="red">The planes' rows, at least as long as the row of pixels.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="rgb">3 bytes for each sample, red first.</param>
    [MethodImpl(VectorCode.Options)]
    public static void Run(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> rgb)
    {
        var length = rgb.Length / Colors;
        red = red[..length];
        green = green[..length];
        blue = blue[..length];
        var x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // In bounds: x + 16 <= length, which every row has been cut to.
            for (; x <= length - Vector128<byte>.Count; x += Vector128<byte>.Count)
                Store(Load(red, x), Load(green, x), Load(blue, x), ref rgb[x * Colors]);
        }

        for (; x < length; x++)
            (rgb[x * Colors], rgb[(x * Colors) + 1], rgb[(x * Colors) + 2]) = (red[x], green[x], blue[x]);
    }

    /// <summary>Loads 16 bytes; the caller states why they are in bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ReadOnlySpan<byte> row, int x) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)x);

    /// <summary>Writes 16 pixels; the caller states why 48 bytes are in bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue, ref byte rgb)
    {
        Mix(red, Red0, green, Green0, blue, Blue0).StoreUnsafe(ref rgb);
        Mix(red, Red1, green, Green1, blue, Blue1).StoreUnsafe(ref rgb, 16);
        Mix(red, Red2, green, Green2, blue, Blue2).StoreUnsafe(ref rgb, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Mix(
        Vector128<byte> red,
        Vector128<byte> reds,
        Vector128<byte> green,
        Vector128<byte> greens,
        Vector128<byte> blue,
        Vector128<byte> blues
    ) => Vector128.Shuffle(red, reds) | Vector128.Shuffle(green, greens) | Vector128.Shuffle(blue, blues);
}
