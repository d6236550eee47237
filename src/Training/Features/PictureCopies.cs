namespace ClothesClassification.Training.Features;

/// <summary>The model's picture as it might have been taken, too: mirrored, nearer, and both.</summary>
internal static class PictureCopies
{
    /// <summary>The picture itself and its copies.</summary>
    public const int Views = 4;

    private const int Colors = 3;

    /// <summary>One of the views.</summary>
    /// <param name="picture">The picture: height x width x 3 bytes.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="view">0 is the picture itself.</param>
    public static byte[] Of(ReadOnlySpan<byte> picture, int width, int view)
    {
        var near = (view & 2) == 0 ? [.. picture] : Nearer(picture, width);
        return (view & 1) == 0 ? near : Mirrored(near, width);
    }

    private static byte[] Mirrored(byte[] picture, int width)
    {
        var mirrored = new byte[picture.Length];
        for (var pixel = 0; pixel < picture.Length / Colors; pixel++)
        {
            var from = pixel - (pixel % width) + width - 1 - (pixel % width);
            picture.AsSpan(from * Colors, Colors).CopyTo(mirrored.AsSpan(pixel * Colors));
        }

        return mirrored;
    }

    // The middle 7/8 of each side; bilinear, in 16ths of a pixel: integers, so that the bytes are the same on every processor.
    private static byte[] Nearer(ReadOnlySpan<byte> picture, int width)
    {
        var height = picture.Length / width / Colors;
        if (width < 2 || height < 2)
            return [.. picture];
        var near = new byte[picture.Length];
        var at = 0;
        for (var y = 0; y < height; y++)
        {
            var (top, down) = Place(y, height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Place(x, width);
                var upper = ((top * width) + left) * Colors;
                var lower = upper + (width * Colors);
                for (var color = 0; color < Colors; color++, upper++, lower++)
                {
                    var above = (picture[upper] * (16 - right)) + (picture[upper + Colors] * right);
                    var below = (picture[lower] * (16 - right)) + (picture[lower + Colors] * right);
                    near[at++] = (byte)(((above * (16 - down)) + (below * down) + 128) >> 8);
                }
            }
        }

        return near;
    }

    // The pixel before the place, and the 16ths from it; the place's neighbour stays within the side.
    private static (int Pixel, int Sixteenths) Place(int i, int side)
    {
        var place = side + (i * 14);
        var pixel = Math.Min(place / 16, side - 2);
        return (pixel, place - (pixel * 16));
    }
}
