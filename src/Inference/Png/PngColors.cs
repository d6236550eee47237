using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// What the chunks in front of a picture say of its colours: a palette, and which of them are transparent. Colour spaces are
/// ignored. Sources: W3C, Portable Network Graphics (Third Edition), 11.2.2 and 11.3.1.1; libpng in what is not to be.
/// </summary>
internal sealed class PngColors
{
    private readonly uint[] table = new uint[256];
    private readonly byte[] palette = new byte[3 * 256];
    private readonly byte[] alphas = new byte[256];
    private readonly byte[] key = new byte[6];
    private int paletteCount;
    private int alphaCount;
    private int keyLength;

    /// <summary>Opaque colours of samples that need a table: red is the lowest byte, which is the level of a grey.</summary>
    public ReadOnlySpan<uint> Table => table;

    /// <summary>Whether samples need the table.</summary>
    public bool HasTable { get; private set; }

    /// <summary>The bytes of the one pixel that is transparent; none where there is no such pixel, or the table has it.</summary>
    public ReadOnlySpan<byte> Key => key.AsSpan(0, keyLength);

    /// <summary>Whether all of the picture is grey.</summary>
    public bool IsGray { get; private set; }

    /// <summary>What is seen through transparent pixels.</summary>
    public BackgroundColor Background { get; private set; }

    /// <summary>Begins a picture.</summary>
    public void Clear() => (paletteCount, alphaCount, keyLength) = (0, 0, 0);

    /// <summary>Reads a chunk in front of the picture.</summary>
    /// <exception cref="Photos.CorruptPhotoException">The picture cannot be understood without it.</exception>
    public void Read(in PngChunks chunks, in PngHeader header)
    {
        if (chunks.Type.SequenceEqual("PLTE"u8))
            ReadPalette(chunks, header);
        else if (chunks.Type.SequenceEqual("tRNS"u8) && chunks.HasRightChecksum)
            ReadTransparency(chunks.Data, header);
        else if (chunks.IsCritical)
            throw PngErrors.Header();
    }

    /// <summary>Ends the chunks in front of the picture.</summary>
    public void Finish(in PngHeader header, BackgroundColor background)
    {
        Background = background;
        HasTable =
            header.Kind == PngKind.Palette || (header.Kind == PngKind.Gray && (header.Bits < 8 || IsTableKey(header)));
        var isGrayBackground = background.Red == background.Green && background.Green == background.Blue;
        IsGray = header.Kind == PngKind.Gray && (keyLength == 0 || isGrayBackground);
        if (header.Kind == PngKind.Palette)
            IsGray = FillFromPalette();
        else if (HasTable)
            FillFromLevels(header.Bits);
    }

    private bool IsTableKey(in PngHeader header) => header.Bits == 8 && keyLength > 0;

    // A palette beside grey or colours is a suggestion.
    private void ReadPalette(in PngChunks chunks, in PngHeader header)
    {
        if (!chunks.HasRightChecksum)
            throw PngErrors.Checksum();
        if (header.Kind != PngKind.Palette || paletteCount > 0)
            return;
        var data = chunks.Data;
        if (data.Length % 3 != 0 || data.IsEmpty || data.Length > palette.Length)
            throw PngErrors.Palette();
        paletteCount = Math.Min(data.Length / 3, 1 << header.Bits);
        data[..(3 * paletteCount)].CopyTo(palette);
    }

    // What has the wrong length, or comes before the palette, is ignored.
    private void ReadTransparency(ReadOnlySpan<byte> data, in PngHeader header)
    {
        if (header.Kind == PngKind.Palette)
        {
            if (alphaCount > 0 || data.Length > paletteCount)
                return;
            alphaCount = data.Length;
            data.CopyTo(alphas);
        }
        else if (!header.HasAlpha && keyLength == 0 && data.Length == (header.Kind == PngKind.Gray ? 2 : 6))
        {
            // Samples are numbers of 16 bits, as the picture has them.
            for (var i = 0; i < data.Length; i++)
            {
                if (header.Bits == 16 || i % 2 == 1)
                    key[keyLength++] = data[i];
            }
        }
    }

    private bool FillFromPalette()
    {
        if (paletteCount == 0)
            throw PngErrors.Palette();
        var isGray = true;
        for (var i = 0; i < table.Length; i++)
        {
            // An index past the end is taken for the last one, as Skia does.
            var last = Math.Min(i, paletteCount - 1);
            var color = palette.AsSpan(3 * last, 3);
            var alpha = last < alphaCount ? alphas[last] : (byte)255;
            var (red, green, blue) = (
                Compositor.Blend(color[0], Background.Red, alpha),
                Compositor.Blend(color[1], Background.Green, alpha),
                Compositor.Blend(color[2], Background.Blue, alpha)
            );
            table[i] = Pack(red, green, blue);
            isGray &= red == green && green == blue;
        }

        return isGray;
    }

    private void FillFromLevels(int bits)
    {
        var most = (1 << bits) - 1;
        for (var i = 0; i <= most; i++)
        {
            var level = (byte)(i * 255 / most);
            table[i] = Pack(level, level, level);
        }

        if (keyLength > 0)
            table[key[0] & most] = Pack(Background.Red, Background.Green, Background.Blue);
        // It is in the table.
        keyLength = 0;
    }

    private static uint Pack(byte red, byte green, byte blue) =>
        red | ((uint)green << 8) | ((uint)blue << 16) | 0xFF000000;
}
