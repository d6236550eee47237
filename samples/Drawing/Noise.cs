namespace ClothesClassification.Drawing;

/// <summary>Smooth noise that is a function of the place and a seed: every run draws the same wrinkles.</summary>
internal static class Noise
{
    /// <summary>Value noise, -1 to 1, one bump a unit.</summary>
    public static float Smooth(float x, float y, int seed)
    {
        var left = MathF.Floor(x);
        var top = MathF.Floor(y);
        var u = Ease(x - left);
        var v = Ease(y - top);
        var above = float.Lerp(Value((int)left, (int)top, seed), Value((int)left + 1, (int)top, seed), u);
        var below = float.Lerp(Value((int)left, (int)top + 1, seed), Value((int)left + 1, (int)top + 1, seed), u);
        return float.Lerp(above, below, v);
    }

    /// <summary>Bumps of three sizes, each half as large and half as high as the one before.</summary>
    public static float Fractal(float x, float y, int seed) =>
        (4 * Smooth(x, y, seed) + 2 * Smooth(2 * x, 2 * y, seed + 1) + Smooth(4 * x, 4 * y, seed + 2)) / 7;

    /// <summary>An unrelated value, -1 to 1, for each point of a grid.</summary>
    public static float Value(int x, int y, int seed)
    {
        unchecked
        {
            var h = (uint)x * 0x9E3779B1u ^ (uint)y * 0x85EBCA77u ^ (uint)seed * 0xC2B2AE3Du;
            h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
            h = (h ^ (h >> 12)) * 0x297A2D39u;
            h ^= h >> 15;
            return h / (float)uint.MaxValue * 2 - 1;
        }
    }

    private static float Ease(float t) => t * t * (3 - 2 * t);
}
