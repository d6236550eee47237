using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>Lays one piece of cloth on a sheet: a relief of edges, folds, wrinkles and seams, lit from the upper left.</summary>
internal static class PiecePainter
{
    // Towards the light; its third component is 1, so that a flat place has a brightness of 1.
    private const float LightX = -0.55f;
    private const float LightY = -0.75f;
    private const float Relief = 0.62f;

    public static void Paint(Sheet sheet, Piece piece, int seed)
    {
        var mask = Plane.Of(piece.Shape, sheet.Width, sheet.Height);
        Shade(sheet, mask, piece.Lift);
        var height = HeightOf(piece, mask, seed);
        for (var y = 0; y < sheet.Height; y++)
        for (var x = 0; x < sheet.Width; x++)
        {
            var i = y * sheet.Width + x;
            if (mask.Values[i] > 0)
                sheet.Cover(i, ColorAt(piece, height, x, y), mask.Values[i]);
        }

        foreach (var seam in piece.Seams)
            Sew(sheet, seam, mask);
    }

    private static Rgb ColorAt(Piece piece, Plane height, int x, int y)
    {
        var slopeX = (height[x + 1, y] - height[x - 1, y]) / 2;
        var slopeY = (height[x, y + 1] - height[x, y - 1]) / 2;
        var lambert = (1 - slopeX * LightX - slopeY * LightY) / MathF.Sqrt(1 + slopeX * slopeX + slopeY * slopeY);
        var light = 1 + Relief * (Math.Clamp(lambert, 0, 1.6f) - 1);
        var fromMiddle = x - height.Width / 2f;
        var fabric = piece.Fabric;
        var color = Rgb.Mix(fabric.Color, fabric.PatternColor, fabric.Pattern(fromMiddle, y));
        // The lamp stands at the upper left: the far corner gets a little less of it.
        var far = 1.04f - 0.05f * x / height.Width - 0.06f * y / height.Height;
        return color.Lit(light * far * piece.Light * (1 + fabric.Weave(fromMiddle, y)));
    }

    private static Plane HeightOf(Piece piece, Plane mask, int seed)
    {
        var height = mask.Blur(piece.Roundness);
        for (var i = 0; i < height.Values.Length; i++)
            height.Values[i] *= piece.Puff;
        foreach (var fold in piece.Folds)
        {
            using var path = fold.Path();
            height.Add(Plane.Of(path, mask.Width, mask.Height).Blur(fold.Width / 2.5f), fold.Height);
        }

        foreach (var seam in piece.Seams)
            height.Add(Stroke(seam.Line, seam.Width * 2, mask).Blur(1.4f), -seam.Depth);
        AddWrinkles(height, piece.Fabric, seed);
        return height;
    }

    private static void AddWrinkles(Plane height, Fabric fabric, int seed)
    {
        for (var y = 0; y < height.Height; y++)
        for (var x = 0; x < height.Width; x++)
        {
            var (u, v) = (x / fabric.WrinkleSize.Width, y / fabric.WrinkleSize.Height);
            // Wrinkles do not run straight.
            u += 0.5f * Noise.Smooth(u * 0.7f, v * 1.3f, seed + 90);
            height.Values[y * height.Width + x] += fabric.Wrinkles * Noise.Fractal(u, v, seed);
        }
    }

    private static void Shade(Sheet sheet, Plane mask, float lift)
    {
        if (lift <= 0)
            return;
        var shadow = mask.Blur(lift);
        var (dx, dy) = ((int)(lift * 0.4f), (int)(lift * 0.6f));
        for (var y = 0; y < sheet.Height; y++)
        for (var x = 0; x < sheet.Width; x++)
            sheet.Colors[y * sheet.Width + x] *= 1 - 0.42f * shadow[x - dx, y - dy];
    }

    private static void Sew(Sheet sheet, Seam seam, Plane mask)
    {
        var groove = Stroke(seam.Line, seam.Width, mask);
        for (var i = 0; i < mask.Values.Length; i++)
            sheet.Colors[i] *= 1 - 0.3f * groove.Values[i] * mask.Values[i];
        if (seam.Stitches is not { } thread)
            return;
        using var dashes = SKPathEffect.CreateDash([5, 3], 0);
        var stitches = Stroke(seam.Line, 1.5f, mask, dashes);
        for (var i = 0; i < mask.Values.Length; i++)
            sheet.Cover(i, thread, 0.8f * stitches.Values[i] * mask.Values[i]);
    }

    private static Plane Stroke(SKPath line, float width, Plane like, SKPathEffect? dashes = null)
    {
        using var brush = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = width,
            PathEffect = dashes,
        };
        return Plane.Of(line, like.Width, like.Height, brush);
    }
}
