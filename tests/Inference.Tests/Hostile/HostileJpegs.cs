using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;
using static ClothesClassification.Inference.Tests.Hostile.HostilePhoto;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>JPEGs, most of them of a kind that Skia decodes; <see cref="HostileJpegTests"/> has those for our own decoder.</summary>
internal static class HostileJpegs
{
    // Four components: ink.
    private static readonly (int, int)[] Ink = [(1, 1), (1, 1), (1, 1), (1, 1)];

    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        Corrupt("JPEG: 0 x 0 pixels", () => Resized(new TestJpeg(), 0, 0)),
        Corrupt("JPEG: ink, 0 x 0 pixels", () => Resized(new TestJpeg { Sampling = Ink }, 0, 0)),
        TooLarge("JPEG: 65,535 pixels square", () => Resized(new TestJpeg(), 65_535, 65_535)),
        TooLarge("JPEG: ink, 65,535 pixels square", () => Resized(new TestJpeg { Sampling = Ink }, 65_535, 65_535)),
        TooLarge("JPEG: ink, 16,000 pixels square", () => Resized(new TestJpeg { Sampling = Ink }, 16_000, 16_000)),
        TooLarge("JPEG: arithmetic, 16,000 pixels square", () => Frame(Resized(new TestJpeg(), 16_000, 16_000), 0xC9)),
        Answered(
            "JPEG: ink, 7,000 pixels square of little data",
            () => Resized(new TestJpeg { Sampling = Ink }, 7_000, 7_000)
        ),
        // All coefficients are held until the last scan has come: 2 bytes a pixel and component.
        TooLarge(
            "JPEG: ink, progressive, 7,000 pixels square",
            () => Resized(new TestJpeg { Sampling = Ink, IsProgressive = true }, 7_000, 7_000)
        ),
        // 24 million pixels of 4 components are just allowed, and answered: where data is missing, Skia takes zeros.
        Answered(
            "JPEG: ink, progressive, 4,900 pixels square",
            () => Resized(new TestJpeg { Sampling = Ink, IsProgressive = true }, 4_900, 4_900)
        ),
        // Each of them goes over the whole picture, for 20 bytes.
        Corrupt("JPEG: ink, progressive, 5,000 scans of 2,000 pixels square", () => Scans(2_000, 5_000)),
        new("JPEG: lossless", typeof(UnsupportedPhotoFormatException), () => Frame(new TestJpeg().Encode(), 0xC3)),
        new(
            "JPEG: no height, 65,535 pixels wide",
            typeof(UnsupportedPhotoFormatException),
            () => Resized(new TestJpeg(), 65_535, 0)
        ),
        Corrupt("JPEG: ink, cut in its data", () => new TestJpeg { Sampling = Ink }.Encode()[..^4]),
        Corrupt(
            "JPEG: ink, progressive, 4,900 pixels square, without an end",
            () => Resized(new TestJpeg { Sampling = Ink, IsProgressive = true }, 4_900, 4_900)[..^2]
        ),
        Corrupt(
            "JPEG: ink, no end, 65,000 restart markers",
            () => [.. new TestJpeg { Sampling = Ink }.Encode()[..^40], .. Restarts()]
        ),
        // Skia decodes it to something.
        Answered("JPEG: arithmetic", () => Frame(new TestJpeg().Encode(), 0xC9)),
        Answered(
            "JPEG: colour profile of noise",
            () => With(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Noise.Bytes(5_000, 1)])
        ),
        Answered(
            "JPEG: colour profile of which 254 parts are missing",
            () => With(0xE2, [.. "ICC_PROFILE\0"u8, 255, 255, .. Noise.Bytes(100, 1)])
        ),
        Answered("JPEG: EXIF of noise", () => With(0xE1, [.. "Exif\0\0MM\0*"u8, .. Noise.Bytes(5_000, 2)])),
        Answered("JPEG: EXIF whose directory is its own next one", () => With(0xE1, Exif(entries: 0, next: 8))),
        Answered("JPEG: EXIF of 65,535 entries", () => With(0xE1, Exif(entries: 0xFFFF, next: 0))),
        Answered(
            "JPEG: EXIF with an offset past its end",
            () => With(0xE1, [.. "Exif\0\0MM\0*"u8, 0x7F, 0xFF, 0xFF, 0xFF])
        ),
        Answered(
            "JPEG: ink, EXIF of noise",
            () => With(0xE1, [.. "Exif\0\0MM\0*"u8, .. Noise.Bytes(5_000, 3)], new TestJpeg { Sampling = Ink })
        ),
        Answered(
            "JPEG: ink, EXIF whose directory is its own next one",
            () => With(0xE1, Exif(entries: 0, next: 8), new TestJpeg { Sampling = Ink })
        ),
        Answered("JPEG: 100,000 empty comments", Comments),
    ];

    /// <summary>Adds a segment behind the start.</summary>
    private static byte[] With(byte marker, byte[] content, TestJpeg? jpeg = null)
    {
        var file = (jpeg ?? new TestJpeg()).Encode();
        var length = content.Length + 2;
        return [.. file[..2], 0xFF, marker, (byte)(length >> 8), (byte)length, .. content, .. file[2..]];
    }

    private static IEnumerable<byte> Restarts() =>
        Enumerable.Range(0, 130_000).Select(i => (byte)(i % 2 == 0 ? 0xFF : 0xD0));

    private static byte[] Exif(int entries, byte next) =>
        [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, (byte)(entries >> 8), (byte)entries, 0, 0, 0, next];

    private static byte[] Comments()
    {
        var file = new TestJpeg().Encode();
        var comments = Enumerable.Repeat(new byte[] { 0xFF, 0xFE, 0, 2 }, 100_000).SelectMany(c => c);
        return [.. file[..2], .. comments, .. file[2..]];
    }

    public static byte[] Resized(TestJpeg jpeg, int width, int height)
    {
        var file = jpeg.Encode();
        var frame = file.AsSpan().IndexOf(new byte[] { 0xFF, jpeg.IsProgressive ? (byte)0xC2 : (byte)0xC0 });
        (file[frame + 5], file[frame + 6]) = ((byte)(height >> 8), (byte)height);
        (file[frame + 7], file[frame + 8]) = ((byte)(width >> 8), (byte)width);
        return file;
    }

    private static byte[] Frame(byte[] file, byte marker)
    {
        file[file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 }) + 1] = marker;
        return file;
    }

    private static byte[] Scans(int side, int count)
    {
        var file = Resized(new TestJpeg { Sampling = Ink, IsProgressive = true }, side, side);
        // One more bit of all DC coefficients, which needs no tables, again and again.
        byte[] scan = [0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0, 0x10, 0, 0, 0, 0];
        return [.. file[..^2], .. Enumerable.Repeat(scan, count).SelectMany(s => s), 0xFF, 0xD9];
    }
}
