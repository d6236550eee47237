using System.Buffers.Binary;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>Writes WebP containers around pictures that an encoder has made (RFC 9649, section 2).</summary>
internal static class HandmadeWebP
{
    public const byte Animation = 0x02;
    public const byte Exif = 0x08;
    public const byte Icc = 0x20;

    public static byte[] Of(params byte[][] chunks)
    {
        var length = 4 + chunks.Sum(c => c.Length);
        return [.. "RIFF"u8, .. Little(length, 4), .. "WEBP"u8, .. chunks.SelectMany(c => c)];
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) =>
        [.. type, .. Little(data.Length, 4), .. data, .. new byte[data.Length & 1]];

    /// <summary>The header of a file with more than a picture.</summary>
    public static byte[] Canvas(byte flags, int width, int height) =>
        Chunk("VP8X"u8, [flags, 0, 0, 0, .. Little(width - 1, 3), .. Little(height - 1, 3)]);

    /// <summary>A picture's own chunk, of a side of so many pixels.</summary>
    public static byte[] Picture(int side, int quality = 80) =>
        TestPhotos.Plain(SKEncodedImageFormat.Webp, side, side, TestPhotos.Red, quality)[12..];

    /// <summary>A frame of an animation.</summary>
    public static byte[] Frame(int side, byte[] picture) =>
        Chunk(
            "ANMF"u8,
            [
                .. Little(0, 3),
                .. Little(0, 3),
                .. Little(side - 1, 3),
                .. Little(side - 1, 3),
                .. Little(40, 3),
                0,
                .. picture,
            ]
        );

    /// <param name="side">Of the canvas and of the frames.</param>
    /// <param name="frames">How many.</param>
    /// <param name="more">Frames of one pixel behind them.</param>
    public static byte[] Animated(int side, int frames, int more = 0) =>
        Of([
            Canvas(Animation, side, side),
            Chunk("ANIM"u8, [0, 0, 0, 0, 0, 0]),
            .. Enumerable.Repeat(Frame(side, Picture(side)), frames),
            .. Enumerable.Repeat(more == 0 ? [] : Frame(1, Picture(1)), more),
        ]);

    /// <summary>A lossless picture's header alone: a size, and no data.</summary>
    public static byte[] LosslessHeader(int width, int height) => Lossless(width, height, []);

    /// <summary>A lossless picture of one colour, in three bytes: a pixel takes no bit at all.</summary>
    public static byte[] LosslessPlain(int width, int height) =>
        // No transform, no cache and no groups, then five codes that have one symbol each, 0.
        Lossless(width, height, [0b1000_1000, 0b1000_1000, 0b0000_1000, 0, 0]);

    private static byte[] Lossless(int width, int height, byte[] data) =>
        Of(Chunk("VP8L"u8, [0x2F, .. Little((width - 1) | ((height - 1) << 14), 4), .. data]));

    private static byte[] Little(int value, int bytes)
    {
        var all = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(all, value);
        return all[..bytes];
    }
}
