namespace ClothesClassification.Inference.Jpeg;

/// <summary>The second byte of a marker; the first is always <see cref="Prefix"/> (ITU-T T.81, table B.1).</summary>
internal static class Markers
{
    public const byte Prefix = 0xFF;
    public const byte Baseline = 0xC0;
    public const byte ExtendedSequential = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte ArithmeticConditioning = 0xCC;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte HierarchicalProgression = 0xDE;
    public const byte JpegLs = 0xF7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;

    private const byte Temporary = 0x01;
    private const byte FirstFrame = 0xC0;
    private const byte LastFrame = 0xCF;

    /// <summary>Whether a marker stands alone: no length and no data follow.</summary>
    public static bool IsStandalone(byte marker) =>
        IsRestart(marker) || marker is StartOfImage or EndOfImage or Temporary;

    /// <summary>Whether a marker stands between two restart intervals.</summary>
    public static bool IsRestart(byte marker) => marker is >= FirstRestart and <= LastRestart;

    /// <summary>Whether a marker starts a frame of any kind: also those that are not decoded here.</summary>
    public static bool IsFrame(byte marker) =>
        marker
            is (>= FirstFrame and <= LastFrame and not (HuffmanTables or ArithmeticConditioning))
                or HierarchicalProgression
                or JpegLs;

    /// <summary>Whether a frame is progressive, with Huffman or arithmetic codes.</summary>
    public static bool IsProgressive(byte frame) => frame is Progressive or 0xC6 or 0xCA or 0xCE;
}
