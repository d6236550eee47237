using System.Text;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Photos;
using static ClothesClassification.Inference.Tests.Hostile.HostilePhoto;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>Files that are two things at once, or not what they begin as.</summary>
internal static class Polyglots
{
    private static readonly byte[] Jpeg = new TestJpeg().Encode();
    private static readonly byte[] Png = HandmadePng.Plain(8, 8, 8, HandmadePng.Grey, 77);
    private static readonly byte[] Gif = HandmadeGifAndBmp.Gif(12, 10, (220, 30, 40));

    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        new("nothing", typeof(EmptyPhotoException), () => []),
        new("one byte", typeof(UnsupportedPhotoFormatException), () => [0xFF]),
        new("2 MB of zeros", typeof(UnsupportedPhotoFormatException), () => new byte[2_000_000]),
        TooLarge("20 MB and a byte that begin as a JPEG", () => [.. Jpeg, .. new byte[20_000_001 - Jpeg.Length]]),
        Answered("JPEG and a zip behind it", () => [.. Jpeg, .. "PK\u0003\u0004"u8, .. new byte[100]]),
        Answered(
            "JPEG and a page in its comment",
            () => [.. Jpeg[..2], 0xFF, 0xFE, 0, 27, .. "<script>alert(1)</script>"u8, .. Jpeg[2..]]
        ),
        Answered("JPEG and a second one behind it", () => [.. Jpeg, .. Jpeg]),
        Answered("PNG and a JPEG behind it", () => [.. Png, .. Jpeg]),
        Answered("PNG and 10 MB of zeros behind it", () => [.. Png, .. new byte[10_000_000]]),
        // GIF89a/* makes a screen of 10,799 pixels' width: a script's comment that ends behind the picture.
        TooLarge(
            "GIF that is a script",
            () => [.. "GIF89a/*"u8, .. Encoding.ASCII.GetBytes("**"), .. Gif[10..], .. "*/=1;alert(1)"u8]
        ),
        Answered("GIF and a page behind it", () => [.. Gif, .. "<!doctype html><script>alert(1)</script>"u8]),
        new("PDF with a JPEG inside", typeof(UnsupportedPhotoFormatException), () => [.. "%PDF-1.7\n"u8, .. Jpeg]),
        new(
            "zip with a JPEG inside",
            typeof(UnsupportedPhotoFormatException),
            () => [.. "PK\u0003\u0004"u8, .. new byte[26], .. Jpeg]
        ),
        new(
            "SVG that fetches",
            typeof(UnsupportedPhotoFormatException),
            () => [.. "<svg><image href='http://127.0.0.1/'/></svg>"u8]
        ),
        Corrupt("PNG's signature and a JPEG's data", () => [.. Png[..8], .. Jpeg]),
        Corrupt("JPEG's signature and a PNG's data", () => [.. Jpeg[..3], .. Png]),
        Corrupt("GIF's signature and a BMP's data", () => [.. Gif[..6], .. HandmadeBmp.Palette(8, 8)]),
        Corrupt("WebP's signature and a GIF's data", () => [.. "RIFF\0\u0001\0\0WEBP"u8, .. Gif]),
        Corrupt("BM and text", () => [.. "BMI is a number for people, not for garments"u8]),
    ];
}
