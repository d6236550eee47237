using ClothesClassification.Inference.Tests.Photos;
using static ClothesClassification.Inference.Tests.Hostile.HostilePhoto;

namespace ClothesClassification.Inference.Tests.Hostile;

internal static class HostileGifs
{
    private static readonly byte[] Good = HandmadeGifAndBmp.Gif(12, 10, (220, 30, 40));

    // Behind the screen's 13 bytes, a table of 4 colours, and how long the first picture is shown.
    private const int Picture = 13 + 12 + 8;

    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        TooLarge("GIF: screen of 65,535 pixels square", () => With(Good, (6, [0xFF, 0xFF, 0xFF, 0xFF]))),
        TooLarge("GIF: picture of 65,535 pixels square", () => With(Good, (Picture + 5, [0xFF, 0xFF, 0xFF, 0xFF]))),
        TooLarge("GIF: picture that starts at 65,535", () => With(Good, (Picture + 1, [0xFF, 0xFF, 0xFF, 0xFF]))),
        Answered("GIF: screen of 0 x 0 pixels", () => With(Good, (6, [0, 0, 0, 0]))),
        Corrupt("GIF: all of 0 x 0 pixels", () => With(Good, (6, [0, 0, 0, 0]), (Picture + 5, [0, 0, 0, 0]))),
        Corrupt(
            "GIF: screen of 7,000 pixels square, little data",
            () => With(Good, (6, [0x58, 0x1B, 0x58, 0x1B]), (Picture + 5, [0x58, 0x1B, 0x58, 0x1B]))
        ),
        Corrupt("GIF: no picture", () => [.. Good[..(13 + 12)], 0x3B]),
        Corrupt("GIF: 20 MB of comments and no picture", () => [.. Good[..(13 + 12)], .. Comments(77_000), 0x3B]),
        Answered("GIF: 10 MB of comments", () => [.. Good[..(13 + 12)], .. Comments(38_000), .. Good[(13 + 12)..]]),
        Answered(
            "GIF: 200,000 pictures",
            () => [.. Good[..^1], .. Enumerable.Repeat(Good[(13 + 12)..^1], 100_000).SelectMany(f => f), 0x3B]
        ),
        Answered("GIF: pictures without end", () => Good[..^1]),
        Corrupt("GIF: codes of 13 bits", () => With(Good, (Picture + 10, [13]))),
    ];

    private static byte[] With(byte[] file, params (int At, byte[] Bytes)[] changes)
    {
        var changed = (byte[])file.Clone();
        foreach (var (at, bytes) in changes)
            bytes.CopyTo(changed, at);
        return changed;
    }

    private static IEnumerable<byte> Comments(int count) =>
        Enumerable.Repeat<byte[]>([0x21, 0xFE, 0xFF, .. new byte[255], 0], count).SelectMany(c => c);
}
