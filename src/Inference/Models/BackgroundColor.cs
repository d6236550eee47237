using System.Globalization;

namespace ClothesClassification.Inference.Models;

/// <summary>An opaque colour.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct BackgroundColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <param name="text">Seven characters: # and six hexadecimal digits.</param>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static BackgroundColor Parse(string text)
    {
        if (
            text is not ['#', .. { Length: 6 } digits]
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
        )
            throw new FormatException($"'{text}' is not a colour of the form #rrggbb.");
        return new BackgroundColor((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }
}
