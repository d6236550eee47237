using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>Raw bodies that say that they are a photo.</summary>
internal static class PhotoBodies
{
    public static IEnumerable<BadRequest> All() =>
        [
            .. Beginnings("JPEG", Photos.Jpeg),
            .. Beginnings("PNG", Photos.Png),
            Of("a PDF", "%PDF-1.7\n"u8),
            Of("a page", "<!doctype html><title>x</title>"u8),
            Of("an SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"http://169.254.169.254/\"/></svg>"u8),
            Of("a HEIC", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[64]]),
            Of("a TIFF", [.. "II*\0"u8, .. new byte[64]]),
            Of("a zip", [0x50, 0x4B, 3, 4, .. new byte[64]]),
            Of("zeros", new byte[1000]),
            Of("one byte", [0xFF]),
            Of("a PNG of 2^31 x 2^31 pixels", Png(0x7FFF_FFFF, 0x7FFF_FFFF)),
            Of("a PNG of 0 x 0 pixels", Png(0, 0)),
            Of("a PNG of 16,000 x 16,000 pixels", Png(16_000, 16_000)),
            new("text for a photo", Request.Text("image/png", "AAAA")),
            new("replaced bytes", Request.Text("image/png", "\ufffdPNG\r\n\u001a\n")),
            new("nothing", Request.Binary("image/png", [])),
        ];

    private static IEnumerable<BadRequest> Beginnings(string name, byte[] photo) =>
        Enumerable.Range(1, 12).Select(i => Of($"{i * 5} % of a {name}", photo.AsSpan(0, photo.Length * i / 20)));

    // A header alone; its check sum does not matter to what reads sizes.
    private static byte[] Png(uint width, uint height) =>
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            0,
            0,
            0,
            13,
            .. "IHDR"u8,
            .. Big(width),
            .. Big(height),
            8,
            2,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

    private static byte[] Big(uint value) =>
        [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static BadRequest Of(string name, ReadOnlySpan<byte> bytes) =>
        new(name, Request.Binary("image/png", bytes.ToArray()));
}
