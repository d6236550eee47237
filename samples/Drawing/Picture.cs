namespace ClothesClassification.Drawing;

/// <summary>A garment on its backdrop.</summary>
/// <param name="FileName">Label of the garment and, by its extension, the file's format.</param>
/// <param name="Pieces">The lowest first.</param>
internal sealed record Picture(string FileName, IReadOnlyList<Piece> Pieces)
{
    public int Width { get; init; } = 480;

    public int Height { get; init; } = 600;

    /// <summary>Null for none: the picture is transparent around the garment.</summary>
    public Backdrop? Backdrop { get; init; } = new("#e9e6e1");

    /// <summary>How the file stores the picture, as the EXIF orientation: 1 upright, 6 to be turned right by a viewer.</summary>
    public int Orientation { get; init; } = 1;

    public int Seed { get; init; } = 1;
}
