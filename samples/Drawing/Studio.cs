namespace ClothesClassification.Drawing;

/// <summary>Takes the photo: the garment, the shadow it throws, what it lies on, and the grain of a sensor.</summary>
internal static class Studio
{
    public static Sheet Photograph(Picture picture)
    {
        var pile = new Sheet(picture.Width, picture.Height);
        for (var i = 0; i < picture.Pieces.Count; i++)
            PiecePainter.Paint(pile, picture.Pieces[i], picture.Seed + 10 * i);
        var garment = pile.Bent(5, picture.Seed);
        var contact = garment.Alpha.Blur(4);
        var soft = garment.Alpha.Blur(17);
        var photo = new Sheet(picture.Width, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        for (var x = 0; x < picture.Width; x++)
        {
            var i = y * picture.Width + x;
            if (picture.Backdrop is not null)
                photo.Cover(i, picture.Backdrop.At(x, y, picture.Width, picture.Height), 1);
            var shadow = 1 - (1 - 0.42f * contact[x - 2, y - 4]) * (1 - 0.34f * soft[x - 7, y - 13]);
            photo.Cover(i, new Rgb(0.10f, 0.09f, 0.10f), shadow);
            photo.Cover(i, garment.Colors[i], garment.Alpha.Values[i]);
            if (picture.Backdrop is not null)
                photo.Colors[i] = Grain(photo.Colors[i], x, y);
        }

        return photo;
    }

    private static Rgb Grain(Rgb color, int x, int y)
    {
        var grain = 0.008f * Noise.Value(x, y, 41);
        return new Rgb(color.R + grain, color.G + grain, color.B + grain);
    }
}
