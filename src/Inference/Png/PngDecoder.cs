using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// Decodes PNGs row by row, all kinds of them; of an animation, the picture for those who know none. Serves one photo at a time
/// and keeps its memory for the next.
/// </summary>
internal sealed class PngDecoder
{
    private readonly Inflater inflater = new();
    private readonly PngColors colors = new();
    private readonly PngRows rows;
    private readonly RowConverter converter;

    public PngDecoder()
    {
        rows = new PngRows(inflater);
        converter = new RowConverter(colors);
    }

    /// <summary>Reads what is in front of a photo's picture.</summary>
    /// <param name="file">The encoded photo.</param>
    /// <param name="limits">Limits on its size in pixels.</param>
    /// <param name="background">What is seen through transparent pixels.</param>
    /// <returns>The picture, valid until the next call.</returns>
    /// <exception cref="PhotoException">The photo is over a limit, or damaged.</exception>
    public PngPicture Open(ReadOnlySpan<byte> file, PhotoLimits limits, BackgroundColor background)
    {
        var chunks = new PngChunks(file);
        if (!chunks.TryNext())
            throw new TruncatedPhotoException();
        var header = PngHeader.Read(chunks, limits);
        colors.Clear();
        while (true)
        {
            if (!chunks.TryNext() || chunks.IsEnd)
                throw new TruncatedPhotoException();
            if (chunks.IsPicture)
                break;
            colors.Read(chunks, header);
        }

        colors.Finish(header, background);
        var orientation = PngExif.ReadOrientation(file, inflater) ?? Orientation.TopLeft;
        inflater.Start();
        return new PngPicture(header, orientation, new CompressedData(chunks), inflater, rows, converter, colors);
    }

    /// <summary>Frees memory that only rows of unusual length need.</summary>
    public void Trim() => inflater.Trim();
}
