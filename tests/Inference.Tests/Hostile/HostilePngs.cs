using System.Buffers.Binary;
using System.IO.Compression;
using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Pixels;
using static ClothesClassification.Inference.Tests.Hostile.HostilePhoto;

namespace ClothesClassification.Inference.Tests.Hostile;

internal static class HostilePngs
{
    private const int Side = 8;

    // 8 rows of 8 pixels of grey, each row with a byte for its filter.
    private static readonly byte[] Data = HandmadePng.Chunk(
        "IDAT"u8,
        HandmadePng.Compress(new byte[Side * (Side + 1)])
    );

    public static IReadOnlyList<HostilePhoto> All { get; } =
    [
        Corrupt("PNG: 0 x 0 pixels", () => Sized(0, 0)),
        Corrupt("PNG: 0 pixels wide", () => Sized(0, 8)),
        TooLarge("PNG: 2^31 - 1 pixels square", () => Sized(int.MaxValue, int.MaxValue)),
        TooLarge("PNG: 2^32 - 1 pixels square", () => Sized(-1, -1)),
        TooLarge("PNG: 16,000 pixels square", () => Sized(16_000, 16_000)),
        Corrupt("PNG: 7,000 pixels square without data", () => Sized(7_000, 7_000)),
        // 49 million pixels of 0 are 49 KB of zlib: the largest that is answered.
        Answered("PNG: 7,000 pixels square of one colour", () => Large(7_000, 8, HandmadePng.Grey, 1)),
        // All of it is held until the last pass has come, as 8 bits of each colour.
        Answered("PNG: 7,000 pixels square, interlaced", () => Interlaced(7_000, 7_000L * 7_000 * 6 + 30_000)),
        Corrupt("PNG: 7,000 pixels square, interlaced, of little data", () => Interlaced(7_000, 20_000_000)),
        Answered("PNG: 7,000 pixels square, stored on its side", () => OnSide(7_000)),
        Corrupt(
            "PNG: 16,384 x 3,000 pixels of 8 bytes, of little data",
            () => HandmadePng.File(16_384, 3_000, 16, 6, new byte[1_000])
        ),
        // 8 x 8 pixels, and a thousand million zeros behind them: 1 MB of zlib.
        Answered("PNG: data that inflates to 1 GB", () => Bomb("IDAT"u8.ToArray(), [], 1_000_000_000, before: false)),
        // Seconds of work for some megabytes, if they were not bounded by the picture.
        Answered("PNG: 1,600,000 blocks of data that hold nothing", () => Blocks(1_600_000, OwnCodes)),
        Answered("PNG: 12,000,000 shorter blocks of data that hold nothing", () => Blocks(12_000_000, FixedCodes)),
        Answered(
            "PNG: 1,500,000 pieces of data that hold nothing",
            () => Many(1_500_000, HandmadePng.Chunk("IDAT"u8, []))
        ),
        Answered(
            "PNG: colour profile that inflates to 1 GB",
            () => Bomb("iCCP"u8.ToArray(), "icc\0\0"u8.ToArray(), 1_000_000_000, before: true)
        ),
        Answered(
            "PNG: text that inflates to 1 GB",
            () => Bomb("zTXt"u8.ToArray(), "a\0\0"u8.ToArray(), 1_000_000_000, before: true)
        ),
        Answered("PNG: 900 texts that inflate to 7 MB each", () => Many(900, BombText())),
        Answered(
            "PNG: 900 international texts that inflate to 7 MB each",
            () =>
                Many(
                    900,
                    HandmadePng.Chunk("iTXt"u8, [.. "a\0\u0001\0\0\0"u8, .. HandmadePng.Compress(new byte[7_000_000])])
                )
        ),
        Answered("PNG: 500,000 texts", () => Many(500_000, HandmadePng.Chunk("tEXt"u8, "a\0b"u8))),
        Answered("PNG: 500,000 chunks that nobody knows", () => Many(500_000, HandmadePng.Chunk("xxXx"u8, "a"u8))),
        Answered(
            "PNG: 1,000 suggested palettes",
            () => Many(1_000, HandmadePng.Chunk("sPLT"u8, [.. "a\0"u8, 8, .. new byte[6_000]]))
        ),
        Answered(
            "PNG: colour profile of noise",
            () => Many(1, HandmadePng.Chunk("iCCP"u8, [.. "icc\0\0"u8, .. HandmadePng.Compress(Noise.Bytes(5_000, 1))]))
        ),
        Answered(
            "PNG: EXIF of noise",
            () => Many(1, HandmadePng.Chunk("eXIf"u8, [.. "MM\0*"u8, .. Noise.Bytes(500, 2)]))
        ),
        Answered(
            "PNG: 90 raw profiles that inflate to 7 MB each",
            () => Many(90, HandmadePng.Chunk("zTXt"u8, [.. Profile(0), .. HandmadePng.Compress(new byte[7_000_000])]))
        ),
        Answered(
            "PNG: raw profile of 10 MB of digits",
            () => Many(1, HandmadePng.Chunk("tEXt"u8, Profile(10_000_000)))
        ),
        Answered(
            "PNG: text of 19 MB",
            () => Many(1, HandmadePng.Chunk("tEXt"u8, [.. "a\0"u8, .. new byte[19_000_000]]))
        ),
        Corrupt("PNG: text of 19 MB that says 30 MB", () => Cut("tEXt"u8)),
        Answered("PNG: palette of 19 MB for greys", () => Many(1, HandmadePng.Chunk("PLTE"u8, new byte[19_000_000]))),
        Corrupt("PNG: palette of 19 MB that says 30 MB", () => Cut("PLTE"u8)),
        Answered("PNG: 500,000 EXIF chunks", () => Many(500_000, HandmadePng.Chunk("eXIf"u8, "MM\0*"u8))),
        Corrupt("PNG: no palette, data that inflates to 1 GB", DamagedBomb),
        Corrupt("PNG: chunk of 2^32 - 1 bytes", () => Long("tEXt"u8, uint.MaxValue)),
        // With the 12 bytes around it, 0 in 32 bits: a step that leads nowhere.
        Corrupt("PNG: chunk of 2^32 - 12 bytes", () => Long("tEXt"u8, uint.MaxValue - 11)),
        Corrupt("PNG: data of 2^31 - 1 bytes", () => Long("IDAT"u8, int.MaxValue)),
        Corrupt(
            "PNG: header in second place",
            () => HandmadePng.Of(HandmadePng.Chunk("tEXt"u8, "a\0b"u8), HandmadePng.Header(8, 8, 8, 0), Data)
        ),
        Corrupt("PNG: no data", () => HandmadePng.Of(HandmadePng.Header(8, 8, 8, 0))),
        Corrupt("PNG: palette of none", () => HandmadePng.Of(HandmadePng.Header(8, 8, 8, 3), Data)),
        Corrupt("PNG: 7 bits a channel", () => HandmadePng.Of(HandmadePng.Header(8, 8, 7, 0), Data)),
        Answered("PNG: animation", HostileSeeds.Animated),
        Answered(
            "PNG: animation that says 2^31 - 1 frames",
            () => Many(1, HandmadePng.Chunk("acTL"u8, [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]))
        ),
        Answered(
            "PNG: animation of 100,000 frames",
            () => [.. HostileSeeds.Animated()[..^12], .. Frames(100_000), .. HostileSeeds.Animated()[^12..]]
        ),
    ];

    private static byte[] Sized(int width, int height) =>
        HandmadePng.Of(HandmadePng.Header(width, height, 8, HandmadePng.Rgb), Data);

    private static byte[] Large(int side, byte bits, byte kind, int bytesPerPixel) =>
        HandmadePng.File(side, side, bits, kind, new byte[side * (1 + (side * bytesPerPixel))]);

    private static byte[] Interlaced(int side, long bytes) =>
        HandmadePng.Of(
            HandmadePng.Header(side, side, 16, HandmadePng.Rgb, interlaced: true),
            HandmadePng.Chunk("IDAT"u8, Zeros(bytes))
        );

    private static byte[] OnSide(int side) =>
        ExifPhotos.Png(Large(side, 8, HandmadePng.Rgb, 3), HandmadePng.Chunk("eXIf"u8, ExifPhotos.Tiff(6)));

    private static byte[] Many(int count, byte[] chunk)
    {
        using var file = new MemoryStream();
        file.Write(HandmadePng.Of(HandmadePng.Header(Side, Side, 8, HandmadePng.Grey)).AsSpan()[..^12]);
        for (var i = 0; i < count; i++)
            file.Write(chunk);
        file.Write(Data);
        file.Write(HandmadePng.Chunk("IEND"u8, []));
        return file.ToArray();
    }

    private static byte[] Bomb(byte[] type, byte[] start, int zeros, bool before)
    {
        var bomb = HandmadePng.Chunk(type, [.. start, .. Zeros(zeros)]);
        return before ? Many(1, bomb) : HandmadePng.Of(HandmadePng.Header(Side, Side, 8, HandmadePng.Grey), bomb);
    }

    // They are written a megabyte at a time.
    private static byte[] Zeros(long count)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var part = new byte[1_000_000];
            for (var written = 0L; written < count; written += part.Length)
                zlib.Write(part);
        }

        return data.ToArray();
    }

    // A block of deflate that ends at once: its kind, and the end of a block by the fixed code, 7 bits of 0.
    private static (int Value, int Bits)[] FixedCodes => [(2, 3), (0, 7)];

    // The same with codes of its own. Two lengths of codes occur, 1 and 18 (a run of zeros); then 256 zeros and two codes of a
    // bit; then the end of the block.
    private static (int Value, int Bits)[] OwnCodes =>
        [
            (4, 3),
            (0, 5),
            (0, 5),
            (14, 4),
            (1 << 6, 27),
            (1 << 24, 27),
            (1 | (127 << 1), 8),
            (1 | (107 << 1), 8),
            (0, 3),
        ];

    private static byte[] Blocks(int count, (int Value, int Bits)[] block)
    {
        List<byte> data = [0x78, 0x01];
        var (bits, length) = (0UL, 0);
        for (var i = 0; i < count; i++)
        {
            foreach (var part in block)
                Add(part.Value, part.Bits);
        }

        // The last block is stored.
        Add(1, 3);
        Add(0, (8 - (length % 8)) % 8);
        byte[] zeros = new byte[Side * (Side + 1)];
        data.AddRange([
            (byte)zeros.Length,
            0,
            (byte)~zeros.Length,
            255,
            .. zeros,
            .. HandmadePng.Compress(zeros)[^4..],
        ]);
        return HandmadePng.Of(
            HandmadePng.Header(Side, Side, 8, HandmadePng.Grey),
            HandmadePng.Chunk("IDAT"u8, [.. data])
        );

        void Add(int value, int count)
        {
            bits |= (ulong)value << length;
            for (length += count; length >= 8; length -= 8, bits >>= 8)
                data.Add((byte)bits);
        }
    }

    private static byte[] Cut(ReadOnlySpan<byte> type)
    {
        var chunk = HandmadePng.Chunk(type, new byte[19_000_000]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk, 30_000_000);
        return [.. HandmadePng.Of(HandmadePng.Header(Side, Side, 8, HandmadePng.Grey))[..^12], .. chunk];
    }

    private static byte[] Profile(int digits) =>
        [
            .. "Raw profile type exif\0"u8,
            .. digits == 0 ? [0] : "\nexif\n 9\n"u8.ToArray(),
            .. Enumerable.Repeat((byte)'0', digits),
        ];

    // A palette is missing, which is an error before anything is inflated; then the data is searched for what is wrong.
    private static byte[] DamagedBomb()
    {
        var file = Bomb("IDAT"u8.ToArray(), [], 1_000_000_000, before: false);
        file[25] = 3;
        HandmadePng.Repair(file);
        return file;
    }

    private static byte[] BombText() =>
        HandmadePng.Chunk("zTXt"u8, [.. "a\0\0"u8, .. HandmadePng.Compress(new byte[7_000_000])]);

    private static byte[] Long(ReadOnlySpan<byte> type, uint length)
    {
        var chunk = HandmadePng.Chunk(type, "a\0b"u8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk, length);
        return HandmadePng.Of(HandmadePng.Header(Side, Side, 8, HandmadePng.Grey), chunk, Data);
    }

    private static IEnumerable<byte> Frames(int count)
    {
        var frame = HandmadePng.Chunk("fdAT"u8, [0, 0, 0, 2, .. HandmadePng.Compress(new byte[10])]);
        return Enumerable.Repeat(frame, count).SelectMany(f => f);
    }
}
