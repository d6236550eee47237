namespace ClothesClassification.Inference.Photos;

/// <summary>Names unsupported formats for error messages.</summary>
internal static class ForeignFormats
{
    /// <summary>The name of what is not recognised.</summary>
    public const string Unknown = "unknown";

    private const int BrandsStart = 8;
    private const int MaxBrands = 64;

    // A signature's place in the file, and what it says. The first one that fits counts.
    private static readonly (int Offset, byte[] Signature, string Name)[] Signatures =
    [
        (8, [.. "CR\u0002\0"u8], "Canon raw (CR2)"),
        (0, [.. "II*\0"u8], "TIFF or camera raw"),
        (0, [.. "MM\0*"u8], "TIFF or camera raw"),
        (0, [.. "II+\0"u8], "TIFF"),
        (0, [.. "MM\0+"u8], "TIFF"),
        (0, [.. "IIRO"u8], "Olympus raw (ORF)"),
        (0, [.. "IIRS"u8], "Olympus raw (ORF)"),
        (0, [.. "MMOR"u8], "Olympus raw (ORF)"),
        (0, [.. "IIU\0"u8], "Panasonic raw (RW2)"),
        (0, [.. "FUJIFILMCCD-RAW"u8], "Fujifilm raw (RAF)"),
        (0, [.. "FOVb"u8], "Sigma raw (X3F)"),
        (0, [.. "\0MRM"u8], "Minolta raw (MRW)"),
        (0, [0xFF, 0x0A], "JPEG XL"),
        (4, [.. "JXL \r\n"u8], "JPEG XL"),
        (4, [.. "jP  "u8], "JPEG 2000"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000"),
        (0, [(byte)'I', (byte)'I', 0xBC, 0x01], "JPEG XR"),
        (0, [0, 0, 1, 0], "Windows icon"),
        (0, [0, 0, 2, 0], "Windows cursor"),
        (0, [.. "8BPS"u8], "Photoshop"),
        (0, [.. "gimp xcf"u8], "GIMP"),
        (0, [.. "qoif"u8], "QOI"),
        (0, [.. "DDS "u8], "DDS"),
        (0, [0x76, 0x2F, 0x31, 0x01], "OpenEXR"),
        (0, [.. "#?RADIANCE"u8], "Radiance HDR"),
        (0, [0x8A, .. "MNG"u8], "MNG"),
        (0, [0x8B, .. "JNG"u8], "JNG"),
        (0, [0xD7, 0xCD, 0xC6, 0x9A], "WMF"),
        (40, [.. " EMF"u8], "EMF"),
        (128, [.. "DICM"u8], "DICOM"),
        (0, [.. "%PDF"u8], "PDF"),
        (0, [.. "%!PS"u8], "PostScript"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "WebM or Matroska video"),
        (8, [.. "AVI "u8], "AVI video"),
        (8, [.. "WAVE"u8], "WAV audio"),
        (0, [.. "OggS"u8], "Ogg"),
        (0, [.. "FLV\u0001"u8], "FLV video"),
        (0, [0, 0, 1, 0xBA], "MPEG video"),
        (0, [.. "ID3"u8], "MP3 audio"),
        (4, [.. "moov"u8], "QuickTime video"),
        (4, [.. "mdat"u8], "QuickTime video"),
        (0, [.. "PK\u0003\u0004"u8], "ZIP archive"),
        (0, [.. "PK\u0005\u0006"u8], "ZIP archive"),
        (0, [0x1F, 0x8B], "gzip"),
        (0, [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip archive"),
        (0, [.. "Rar!\u001a\u0007"u8], "RAR archive"),
        (0, [.. "bplist00"u8], "property list"),
    ];

    public static string Name(ReadOnlySpan<byte> file)
    {
        if (PhotoFormatSniffer.At(file, 4, "ftyp"u8))
            return NameIsoMedia(file[BrandsStart..]);
        foreach (var (offset, signature, name) in Signatures)
        {
            if (PhotoFormatSniffer.At(file, offset, signature))
                return name;
        }

        return ForeignText.Name(file) ?? Unknown;
    }

    // The first brand, then a version, then brands that the file is also compatible with (ISO/IEC 14496-12, 4.3). A picture
    // of the general kind (mif1, msf1) is what these say.
    private static string NameIsoMedia(ReadOnlySpan<byte> brands)
    {
        brands = brands[..Math.Min(brands.Length, 4 * MaxBrands)];
        var isPicture = brands.StartsWith("mif1"u8) || brands.StartsWith("msf1"u8);
        if (NameBrand(brands) is { } name)
            return name;
        if (!isPicture)
            return brands.StartsWith("qt"u8) ? "QuickTime video" : "MP4 video";
        for (var rest = brands[Math.Min(8, brands.Length)..]; rest.Length >= 4; rest = rest[4..])
        {
            if (NameBrand(rest) is { } compatible)
                return compatible;
        }

        return "HEIC";
    }

    private static string? NameBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("avif"u8) || brand.StartsWith("avis"u8))
            return "AVIF";
        if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8))
            return "HEIC";
        if (brand.StartsWith("crx "u8))
            return "Canon raw (CR3)";
        return brand.StartsWith("M4A "u8) ? "MP4 audio" : null;
    }
}
