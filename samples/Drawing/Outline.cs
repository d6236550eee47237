using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>Paths from SVG path data, with x from the middle of the sheet.</summary>
internal static class Outline
{
    public static SKPath Of(string svg) => SKPath.ParseSvgPathData(svg);

    /// <summary>The right half of a shape, and its mirror image.</summary>
    public static SKPath Symmetric(string rightHalf) => Both(rightHalf).Op(SKPathOp.Union);

    /// <summary>A line, and its mirror image.</summary>
    public static SKPath Pair(string right)
    {
        var (path, mirrored) = Both(right);
        path.AddPath(mirrored);
        return path;
    }

    public static SKPath Mirror(string right) => Both(right).Mirrored;

    public static SKPath Ellipse(float x, float y, float radiusX, float radiusY)
    {
        var path = new SKPath();
        path.AddOval(SKRect.Create(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY));
        return path;
    }

    public static SKPath Moved(this SKPath path, float x, float y)
    {
        var moved = new SKPath(path);
        moved.Offset(x, y);
        return moved;
    }

    private static (SKPath Path, SKPath Mirrored) Both(string right)
    {
        var path = Of(right);
        var mirrored = new SKPath(path);
        mirrored.Transform(SKMatrix.CreateScale(-1, 1));
        return (path, mirrored);
    }

    private static SKPath Op(this (SKPath Path, SKPath Mirrored) both, SKPathOp operation) =>
        both.Path.Op(both.Mirrored, operation);
}
