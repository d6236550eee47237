using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Hostile;
using SkiaSharp;
using static ClothesClassification.Inference.Tests.Photos.ExifPhotos;
using static ClothesClassification.Inference.Tests.Photos.PreprocessorHarness;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>A photo is turned by its Exif data, whatever its format and however the data lies in it.</summary>
public sealed class PhotoOrientationTests
{
    private const int Width = 64;
    private const int Height = 48;
    private static readonly byte[] Identifier = [.. "Exif\0\0"u8];
    private static readonly byte[] Jpeg = Encode(SKEncodedImageFormat.Jpeg, 95);
    private static readonly byte[] Png = Encode(SKEncodedImageFormat.Png, 100);
    private static readonly byte[] WebP = Encode(SKEncodedImageFormat.Webp, 95);
    private static readonly byte[] LosslessWebP = Encode(SKEncodedImageFormat.Webp, 100);

    private static readonly string[] Upright =
    [
        "red lime blue black",
        "lime red black blue",
        "black blue lime red",
        "blue black red lime",
        "red blue lime black",
        "blue red black lime",
        "black lime blue red",
        "lime black red blue",
    ];

    // From Exif data without its identifier to a photo.
    private static readonly Dictionary<string, Func<byte[], byte[]>> Containers = new()
    {
        ["JPEG"] = tiff => ExifPhotos.Jpeg(Jpeg, tiff),
        ["JPEG, XMP first"] = tiff =>
            ExifPhotos.Jpeg(Jpeg, tiff, before: [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"u8]),
        ["JPEG, broken Exif first"] = tiff =>
            ExifPhotos.Jpeg(Jpeg, tiff, before: [.. "Exif\0\0II*\0"u8, 255, 255, 0, 0]),
        ["WebP"] = tiff => ExifPhotos.WebP(WebP, Width, Height, tiff),
        ["WebP, identifier"] = tiff => ExifPhotos.WebP(WebP, Width, Height, [.. Identifier, .. tiff]),
        ["WebP, lossless"] = tiff => ExifPhotos.WebP(LosslessWebP, Width, Height, [.. Identifier, .. tiff]),
        ["WebP, odd length"] = tiff => ExifPhotos.WebP(WebP, Width, Height, [.. tiff, 0]),
        ["PNG, eXIf"] = tiff => ExifPhotos.Png(Png, HandmadePng.Chunk("eXIf"u8, tiff)),
        ["PNG, eXIf, identifier"] = tiff => ExifPhotos.Png(Png, HandmadePng.Chunk("eXIf"u8, [.. Identifier, .. tiff])),
        ["PNG, eXIf behind the picture"] = tiff => ExifPhotos.Png(Png, HandmadePng.Chunk("eXIf"u8, tiff), last: true),
        ["PNG, zTXt"] = tiff => ZippedText("Raw profile type exif", [.. Identifier, .. tiff]),
        ["PNG, zTXt without identifier"] = tiff => ZippedText("Raw profile type exif", tiff),
        ["PNG, zTXt of APP1"] = tiff => ZippedText("Raw profile type APP1", [.. Identifier, .. tiff]),
        ["PNG, tEXt"] = tiff =>
            Text("tEXt"u8, [.. "Raw profile type exif\0"u8, .. RawProfile([.. Identifier, .. tiff])]),
        ["PNG, iTXt"] = tiff =>
            Text("iTXt"u8, [.. "Raw profile type exif\0\0\0en\0exif\0"u8, .. RawProfile([.. Identifier, .. tiff])]),
        ["PNG, compressed iTXt"] = tiff =>
            Text(
                "iTXt"u8,
                [
                    .. "Raw profile type exif\0\u0001\0\0\0"u8,
                    .. HandmadePng.Compress(RawProfile([.. Identifier, .. tiff])),
                ]
            ),
        ["PNG, eXIf wins over a text"] = tiff =>
            ExifPhotos.Png(ZippedText("Raw profile type exif", Tiff(3)), HandmadePng.Chunk("eXIf"u8, tiff), last: true),
    };

    // Listed when they run, and not when tests are discovered: making the photos loads Skia, and WithoutSkiaTests look for it.
    public static TheoryData<string> Ways => new(Containers.Keys);

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Every_orientation_is_obeyed_in_every_container(string way)
    {
        for (var orientation = 1; orientation <= 8; orientation++)
        {
            var (picture, size) = Look(Containers[way](Tiff(orientation)));

            Assert.Equal(Upright[orientation - 1], picture);
            Assert.Equal(orientation < 5 ? (Width, Height) : (Height, Width), (size.Width, size.Height));
        }
    }

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Every_type_byte_order_and_place_of_the_directory_is_read(string way)
    {
        foreach (var type in new[] { ExifPhotos.Byte, Short, Long })
        {
            foreach (var little in new[] { false, true })
            {
                foreach (var gap in new[] { 0, 1, 500 })
                    Assert.Equal(Upright[5], Look(Containers[way](Tiff(6, type, little, gap))).Picture);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Exif_data_that_makes_no_sense_leaves_the_photo_as_it_is_stored(string way)
    {
        var good = Tiff(6);
        byte[][] bad =
        [
            [],
            [1],
            [.. "MM"u8],
            [.. "MM\0*"u8, 0, 0, 0],
            Tiff(0),
            Tiff(9),
            Tiff(6, type: 2),
            Tiff(6, type: 0xFFFF),
            Tiff(int.MaxValue, Long),
            [.. "XX"u8, .. good[2..]],
            [.. good[..4], 0xFF, 0xFF, 0xFF, 0xFF, .. good[8..]], // a directory outside
            [.. good[..8], 0xFF, 0xFF, .. good[10..22], .. new byte[30]], // 65,535 entries
            [.. "MM\0*"u8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 8], // its own next directory
            good[..^9], // cut in the entry
        ];

        // With a text beside it, the text counts.
        var expected = way.Contains("wins", StringComparison.Ordinal) ? Upright[2] : Upright[0];
        foreach (var tiff in bad)
            Assert.Equal(expected, Look(Containers[way](tiff)).Picture);
    }

    [Fact]
    public void Jpeg_that_Skia_decodes_is_turned_as_well()
    {
        var ink = HandmadeJpeg.Plain(32, 24, adobe: true, 255, 0, 0, 255);

        for (var orientation = 1; orientation <= 8; orientation++)
        {
            var (_, size) = Run(ExifPhotos.Jpeg(ink, Tiff(orientation, Long)));
            Assert.Equal(orientation < 5 ? (32, 24) : (24, 32), (size.Width, size.Height));
            var (rgb, _) = Run(ExifPhotos.Jpeg(Jpeg, Tiff(orientation, Long)), jpegBySkia: true);
            Assert.Equal(Upright[orientation - 1], Describe(rgb));
        }
    }

    [Fact]
    public void Exif_chunk_of_a_WebP_counts_only_where_its_header_says_so()
    {
        var file = HandmadeWebP.Of(
            HandmadeWebP.Canvas(0, Width, Height),
            WebP[12..],
            HandmadeWebP.Chunk("EXIF"u8, Tiff(6))
        );

        Assert.Equal(Upright[0], Look(file).Picture);
        Assert.Equal(Upright[0], Look([.. WebP, .. HandmadeWebP.Chunk("EXIF"u8, Tiff(6))]).Picture);
    }

    [Fact]
    public void Damaged_profile_of_a_PNG_is_read_as_far_as_it_goes()
    {
        byte[] exif = [.. Identifier, .. Tiff(6)];
        var zipped = HandmadePng.Compress(RawProfile(exif));

        byte[] wrongChecksum = [.. "Raw profile type exif\0\0"u8, .. zipped[..^4], 1, 2, 3, 4];
        byte[] noProfile = [.. "Raw profile type exif\0\0"u8, .. zipped[..2], 255, 255, 255];
        byte[] dictionary = [.. "Raw profile type exif\0\0"u8, 0x78, 0xBB, 1, 2, 3, 4, 5, 6];
        byte[] noDigits = [.. "Raw profile type exif\0\0"u8, .. HandmadePng.Compress([.. "\nexif\n   99\nzz"u8])];

        Look(Text("zTXt"u8, wrongChecksum));
        Assert.Equal(Upright[0], Look(Text("zTXt"u8, noProfile)).Picture);
        Assert.Equal(Upright[0], Look(Text("zTXt"u8, dictionary)).Picture);
        Assert.Equal(Upright[0], Look(Text("zTXt"u8, noDigits)).Picture);
        Assert.Equal(Upright[0], Look(Text("zTXt"u8, [.. "Raw profile type exif\0"u8])).Picture);
        Assert.Equal(Upright[0], Look(Text("iTXt"u8, [.. "Raw profile type exif\0\u0001\0en"u8])).Picture);
    }

    private static byte[] ZippedText(string keyword, byte[] exif) =>
        Text(
            "zTXt"u8,
            [.. System.Text.Encoding.ASCII.GetBytes(keyword), 0, 0, .. HandmadePng.Compress(RawProfile(exif))]
        );

    private static byte[] Text(ReadOnlySpan<byte> type, byte[] data) =>
        ExifPhotos.Png(Png, HandmadePng.Chunk(type, data));

    private static byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using var stored = TestPhotos.Quarters(Width, Height);
        return stored.Encode(format, quality).ToArray();
    }

    private static (string Picture, PhotoSize Size) Look(byte[] photo)
    {
        var (rgb, size) = Run(photo);
        return (Describe(rgb), size);
    }

    private static string Describe(byte[] rgb) =>
        string.Join(
            ' ',
            new[] { (0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75) }.Select(q =>
                TestPhotos.Name(At(rgb, q.Item1, q.Item2))
            )
        );
}
