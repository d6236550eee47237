using System.Buffers.Binary;
using static ClothesClassification.Inference.Tests.Hostile.HandmadeBmp;
using static ClothesClassification.Inference.Tests.Hostile.HostilePhoto;

namespace ClothesClassification.Inference.Tests.Hostile;

internal static class HostileBmps
{
    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        Corrupt("BMP: 0 x 0 pixels", () => Sized(0, 0)),
        Corrupt("BMP: width below 0", () => Sized(-8, 8)),
        TooLarge("BMP: 2^31 - 1 pixels square", () => Sized(int.MaxValue, int.MaxValue)),
        TooLarge("BMP: height of -2^31", () => Sized(8, int.MinValue)),
        TooLarge("BMP: 16,000 pixels square", () => Sized(16_000, 16_000)),
        Corrupt("BMP: 7,000 pixels square without data", () => Sized(7_000, 7_000)),
        TooLarge("BMP: old header, 65,535 pixels square", OldHeader),
        Answered(
            "BMP: run-length encoded, 7,000 pixels square that end at once",
            () => Of(7_000, 7_000, 8, 1, 4, [0, 1])
        ),
        Answered(
            "BMP: run-length encoded, past the end of its rows",
            () => Of(8, 8, 8, 1, 4, [255, 1, 255, 1, 255, 1, 0, 1])
        ),
        Corrupt(
            "BMP: run-length encoded, moved out of the picture",
            () => Of(8, 8, 8, 1, 4, [0, 2, 255, 255, 8, 1, 0, 1])
        ),
        Answered("BMP: 2^32 - 1 colours", () => Of(8, 8, 8, 0, uint.MaxValue, new byte[64])),
        Corrupt("BMP: 0 bits a pixel", () => Of(8, 8, 0, 0, 0, new byte[64])),
        Corrupt("BMP: 255 bits a pixel", () => Of(8, 8, 255, 0, 0, new byte[64])),
        Corrupt("BMP: a PNG inside", () => Of(8, 8, 0, 5, 0, HostileSeeds.Interlaced())),
        Corrupt("BMP: header of 2^32 - 1 bytes", () => Header(uint.MaxValue)),
        Corrupt("BMP: header of 3 bytes", () => Header(3)),
        Corrupt("BMP: pixels past the end of the file", () => Offset(0x7FFFFFF0)),
        Corrupt("BMP: pixels inside of the header", () => Offset(20)),
        Corrupt("BMP: pixels nowhere, cut in the header", () => Offset(0)[..26]),
        Corrupt("BMP: pixels nowhere, cut in the colour table", () => Offset(0)[..60]),
        Corrupt("BMP: pixels nowhere, 255 bits a pixel", () => WithoutOffset(Of(8, 8, 255, 0, 0, new byte[64]))),
        Answered(
            "BMP: pixels nowhere, 2^32 - 1 colours",
            () => WithoutOffset(Of(8, 8, 8, 0, uint.MaxValue, new byte[64]))
        ),
    ];

    private static byte[] Sized(int width, int height) => Of(width, height, 24, 0, 0, new byte[8 * 24]);

    private static byte[] Header(uint length)
    {
        var file = Palette(8, 8);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(14), length);
        return file;
    }

    private static byte[] Offset(uint offset)
    {
        var file = Palette(8, 8);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(10), offset);
        return file;
    }

    // Width and height of 2 bytes each behind a header's length of 12.
    private static byte[] OldHeader()
    {
        var file = Header(12);
        file.AsSpan(18, 4).Fill(0xFF);
        return file;
    }
}
