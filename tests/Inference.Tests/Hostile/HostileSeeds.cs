using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>Small good files of each format, to be damaged: one for each way through a decoder.</summary>
internal static class HostileSeeds
{
    public static IReadOnlyList<byte[]> Of(PhotoFormat format) =>
        format switch
        {
            PhotoFormat.Jpeg =>
            [
                new TestJpeg { RestartInterval = 2 }.Encode(),
                new TestJpeg { IsProgressive = true }.Encode(),
                TestPhotos.WithOrientation(TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 40, 30, seed: 1), 6),
                // Four components, so that Skia decodes it.
                HandmadeJpeg.Plain(40, 30, adobe: true, 10, 200, 30, 90),
                WithIcc(new TestJpeg().Encode()),
                // Without an end, our decoder first looks whether all is there.
                new TestJpeg { Sampling = [(1, 1), (1, 1), (1, 1), (1, 1)], IsProgressive = true }.Encode()[..^2],
            ],
            PhotoFormat.Png =>
            [
                TestPhotos.Noise(SKEncodedImageFormat.Png, 40, 30, seed: 1),
                HandmadePng.Plain(40, 30, 16, HandmadePng.Rgb, 1, 2, 3),
                Palette(),
                Interlaced(),
                Animated(),
                ExifPhotos.Png(
                    HandmadePng.Plain(8, 6, 8, HandmadePng.Grey, 9),
                    HandmadePng.Chunk("eXIf"u8, ExifPhotos.Tiff(6))
                ),
                ExifPhotos.Png(
                    HandmadePng.Plain(8, 6, 8, HandmadePng.Grey, 9),
                    HandmadePng.Chunk(
                        "zTXt"u8,
                        [
                            .. "Raw profile type exif\0\0"u8,
                            .. HandmadePng.Compress(ExifPhotos.RawProfile(ExifPhotos.Tiff(6, little: true))),
                        ]
                    )
                ),
            ],
            PhotoFormat.WebP =>
            [
                TestPhotos.Noise(SKEncodedImageFormat.Webp, 40, 30, seed: 1),
                // Of quality 100, Skia writes a lossless file.
                TestPhotos.Noise(SKEncodedImageFormat.Webp, 40, 30, seed: 1, quality: 100),
                TestPhotos.Plain(SKEncodedImageFormat.Webp, 40, 30, new SKColor(10, 200, 30, 90), quality: 80),
                HandmadeWebP.Animated(32, 3),
                HandmadeWebP.Of(
                    HandmadeWebP.Canvas(HandmadeWebP.Icc | HandmadeWebP.Exif, 32, 32),
                    HandmadeWebP.Chunk("ICCP"u8, new byte[200]),
                    HandmadeWebP.Picture(32),
                    HandmadeWebP.Chunk("EXIF"u8, [.. "Exif\0\0"u8, .. ExifPhotos.Tiff(6)])
                ),
            ],
            PhotoFormat.Gif =>
            [
                HandmadeGifAndBmp.Gif(40, 30, (1, 2, 3)),
                HandmadeGifAndBmp.Gif(40, 30, (220, 30, 40), (0, 0, 255), (9, 9, 9)),
            ],
            _ =>
            [
                HandmadeGifAndBmp.Bmp(40, 30, 1, 2, 3),
                HandmadeBmp.Palette(40, 30),
                HandmadeBmp.RunLength(40, 30),
                HandmadeBmp.WithoutOffset(HandmadeBmp.Palette(40, 30)),
            ],
        };

    public static byte[] Palette() =>
        HandmadePng.Of(
            HandmadePng.Header(40, 30, 8, 3),
            HandmadePng.Chunk("PLTE"u8, [1, 2, 3, 200, 100, 50]),
            HandmadePng.Chunk("tRNS"u8, [128]),
            HandmadePng.Chunk("IDAT"u8, HandmadePng.Compress(new byte[41 * 30]))
        );

    /// <summary>8 x 8 pixels of grey in seven passes.</summary>
    public static byte[] Interlaced() =>
        HandmadePng.Of(
            HandmadePng.Header(8, 8, 8, HandmadePng.Grey, interlaced: true),
            // Rows of the passes: 1x1, 1x1, 1x2, 2x2, 2x4, 4x4, 4x8 pixels, each row with a byte for its filter.
            HandmadePng.Chunk("IDAT"u8, HandmadePng.Compress(new byte[64 + 1 + 1 + 1 + 2 + 2 + 4 + 4]))
        );

    /// <summary>An animation of two frames, of which the first is the picture for those who know none.</summary>
    public static byte[] Animated()
    {
        var picture = HandmadePng.Compress(new byte[41 * 30]);
        return HandmadePng.Of(
            HandmadePng.Header(40, 30, 8, HandmadePng.Grey),
            HandmadePng.Chunk("acTL"u8, [0, 0, 0, 2, 0, 0, 0, 0]),
            HandmadePng.Chunk("fcTL"u8, FrameControl(0)),
            HandmadePng.Chunk("IDAT"u8, picture),
            HandmadePng.Chunk("fcTL"u8, FrameControl(1)),
            HandmadePng.Chunk("fdAT"u8, [0, 0, 0, 2, .. picture])
        );
    }

    private static byte[] FrameControl(byte sequence) =>
        [0, 0, 0, sequence, 0, 0, 0, 40, 0, 0, 0, 30, .. new byte[8], 0, 1, 0, 10, 0, 0];

    private static byte[] WithIcc(byte[] jpeg) =>
        [.. jpeg[..2], 0xFF, 0xE2, 0, 116, .. "ICC_PROFILE\0"u8, 1, 1, .. Pixels.Noise.Bytes(100, 5), .. jpeg[2..]];
}
