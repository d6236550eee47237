using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace ClothesClassification.Cli.Options;

/// <summary>Checks of options beside those of System.CommandLine.</summary>
internal static class OptionExtensions
{
    /// <param name="option">An option with a number.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value; null for no limit.</param>
    public static void AcceptOnlyBetween<T>(this Option option, T min, T? max = null)
        where T : struct, INumber<T> =>
        option.Validators.Add(result =>
        {
            // What is not a number at all is refused by the parser.
            if (
                result.Tokens.Count == 1
                && T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                && !(value >= min && (max is null || value <= max))
            )
                result.AddError(
                    max is null
                        ? $"{option.Name} must be at least {min}."
                        : $"{option.Name} must be between {min} and {max}."
                );
        });

    /// <summary>The option <c>--format</c> of a command; the first format is its default.</summary>
    public static Option<string> Format(string description, params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = description,
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
