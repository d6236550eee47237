using ClothesClassification.Inference.Tests.Pixels;
using static ClothesClassification.Inference.Tests.Hostile.HandmadeWebP;
using static ClothesClassification.Inference.Tests.Hostile.HostilePhoto;

namespace ClothesClassification.Inference.Tests.Hostile;

internal static class HostileWebPs
{
    private const int Side = 16;

    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        TooLarge("WebP: canvas of 2^24 pixels square", () => Of(Canvas(0, 1 << 24, 1 << 24), Picture(Side))),
        TooLarge("WebP: lossless, 16,384 pixels square", () => LosslessHeader(16_384, 16_384)),
        Corrupt("WebP: lossless, 7,000 pixels square without data", () => LosslessHeader(7_000, 7_000)),
        Answered("WebP: lossless, 7,000 pixels square of one colour", () => LosslessPlain(7_000, 7_000)),
        Corrupt("WebP: lossy, 0 x 0 pixels", () => Lossy(0, 0)),
        Corrupt("WebP: lossy, 7,000 pixels square of little data", () => Lossy(7_000, 7_000)),
        TooLarge("WebP: lossy, 16,383 pixels square", () => Lossy(16_383, 16_383)),
        Corrupt("WebP: canvas that is not the picture's", () => Of(Canvas(0, 8, 8), Picture(Side))),
        Corrupt("WebP: no picture", () => Of(Canvas(0, Side, Side))),
        Corrupt(
            "WebP: chunk of 2^32 - 1 bytes",
            () => Of([.. "VP8 "u8, 0xFF, 0xFF, 0xFF, 0xFF, .. Picture(Side)[8..]])
        ),
        Answered("WebP: animation", () => Animated(Side, 3)),
        Answered("WebP: animation of 100,000 frames", () => Animated(Side, frames: 1, more: 100_000)),
        Corrupt(
            "WebP: animation without a frame",
            () => Of(Canvas(Animation, Side, Side), Chunk("ANIM"u8, new byte[6]))
        ),
        Corrupt(
            "WebP: frame past the canvas",
            () => Of(Canvas(Animation, 8, 8), Chunk("ANIM"u8, new byte[6]), Frame(Side, Picture(Side)))
        ),
        Answered(
            "WebP: colour profile of noise",
            () => Of(Canvas(Icc, Side, Side), Chunk("ICCP"u8, Noise.Bytes(5_000, 1)), Picture(Side))
        ),
        Answered(
            "WebP: EXIF of noise",
            () => Of(Canvas(Exif, Side, Side), Picture(Side), Chunk("EXIF"u8, [.. "MM\0*"u8, .. Noise.Bytes(500, 2)]))
        ),
        Answered(
            "WebP: EXIF whose directory is its own next one",
            () =>
                Of(
                    Canvas(Exif, Side, Side),
                    Picture(Side),
                    Chunk("EXIF"u8, [.. "MM\0*"u8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 8])
                )
        ),
        Answered(
            "WebP: EXIF of 65,535 entries",
            () =>
                Of(Canvas(Exif, Side, Side), Picture(Side), Chunk("EXIF"u8, [.. "MM\0*"u8, 0, 0, 0, 8, 0xFF, 0xFF, 0]))
        ),
        Answered(
            "WebP: 500,000 chunks that nobody knows",
            () =>
                Of(
                    Canvas(Exif, Side, Side),
                    Picture(Side),
                    [.. Enumerable.Repeat(Chunk("xxxx"u8, []), 500_000).SelectMany(c => c)]
                )
        ),
    ];

    // The size is behind a tag and a start code of 3 bytes each.
    private static byte[] Lossy(int width, int height)
    {
        var picture = Picture(Side);
        (picture[14], picture[15], picture[16], picture[17]) = (
            (byte)width,
            (byte)(width >> 8),
            (byte)height,
            (byte)(height >> 8)
        );
        return Of(picture);
    }
}
