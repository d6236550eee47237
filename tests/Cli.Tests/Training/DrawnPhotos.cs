using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Training;

/// <summary>Photos of labels that no model knows: rings, stripes and crosses in any colour, size and place.</summary>
internal static class DrawnPhotos
{
    public static readonly string[] Labels = ["crosses", "rings", "stripes"];

    /// <summary>A folder with so many photos of each label.</summary>
    public static void AddTo(PhotoFolder folder, string name, int count)
    {
        foreach (var label in Labels)
        {
            for (var i = 0; i < count; i++)
                folder.Add($"{name}/{label}/{i}.jpg", Draw(label, i));
        }
    }

    public static byte[] Draw(string label, int seed)
    {
        var random = new Random((seed * 7919) + label.Length);
        using var bitmap = new SKBitmap(160, 200, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Color(random, from: 150));
        using var paint = new SKPaint
        {
            Color = Color(random, from: 0),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 6 + (10 * random.NextSingle()),
        };
        var (x, y, size) = (60 + (40 * random.NextSingle()), 70 + (60 * random.NextSingle()), 30f + random.Next(25));
        switch (label)
        {
            case "rings":
                canvas.DrawCircle(x, y, size, paint);
                break;
            case "crosses":
                canvas.DrawLine(x - size, y - size, x + size, y + size, paint);
                canvas.DrawLine(x - size, y + size, x + size, y - size, paint);
                break;
            default:
                for (var line = random.Next(20); line < bitmap.Height; line += (int)(2 * paint.StrokeWidth))
                    canvas.DrawLine(0, line, bitmap.Width, line, paint);
                break;
        }

        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }

    private static SKColor Color(Random random, int from) =>
        new((byte)(from + random.Next(105)), (byte)(from + random.Next(105)), (byte)(from + random.Next(105)));
}
