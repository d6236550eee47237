using System.Globalization;

namespace ClothesClassification.Drawing;

/// <summary>A color; 0 to 1 a channel, as sRGB numbers.</summary>
internal readonly record struct Rgb(float R, float G, float B)
{
    public static Rgb Parse(string hex)
    {
        var n = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Rgb((n >> 16) / 255f, ((n >> 8) & 255) / 255f, (n & 255) / 255f);
    }

    public static Rgb operator *(Rgb a, float factor) => new(a.R * factor, a.G * factor, a.B * factor);

    public static Rgb Mix(Rgb a, Rgb b, float part) =>
        new(float.Lerp(a.R, b.R, part), float.Lerp(a.G, b.G, part), float.Lerp(a.B, b.B, part));

    /// <summary>The color in other light: what is over 1 bleaches, as in a photo.</summary>
    public Rgb Lit(float light) =>
        light <= 1 ? this * light : Mix(this, new Rgb(1, 1, 1), Math.Min(1, (light - 1) * 0.6f));
}
