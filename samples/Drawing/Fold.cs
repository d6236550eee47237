using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>A ridge (or a valley, where the height is negative) from one point to another, pointed at both ends.</summary>
/// <param name="Bend">How far its middle is off the straight line, in pixels, to the right as seen from the start.</param>
internal readonly record struct Fold(float X0, float Y0, float X1, float Y1, float Bend, float Width, float Height)
{
    private const int Steps = 24;

    public Fold Mirrored => this with { X0 = -X0, X1 = -X1, Bend = -Bend };

    public Fold Moved(float x, float y) => this with { X0 = X0 + x, Y0 = Y0 + y, X1 = X1 + x, Y1 = Y1 + y };

    public SKPath Path()
    {
        var (dx, dy) = (X1 - X0, Y1 - Y0);
        var length = MathF.Sqrt(dx * dx + dy * dy);
        var points = new SKPoint[2 * Steps];
        for (var i = 0; i < Steps; i++)
        {
            var t = i / (Steps - 1f);
            var arc = 4 * t * (1 - t);
            var half = Width / 2 * MathF.Sqrt(arc);
            var (x, y) = (X0 + t * dx, Y0 + t * dy);
            points[i] = new SKPoint(x - dy / length * (Bend * arc + half), y + dx / length * (Bend * arc + half));
            points[^(i + 1)] = new SKPoint(
                x - dy / length * (Bend * arc - half),
                y + dx / length * (Bend * arc - half)
            );
        }

        var path = new SKPath();
        path.AddPoly(points);
        return path;
    }
}
