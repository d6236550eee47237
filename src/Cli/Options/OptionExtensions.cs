using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace ClothesClassification.Cli.Options;

/// <summary>Kinds of options, whose errors name the option and what it takes.</summary>
internal static class OptionExtensions
{
    /// <summary>An option with a number: digits, and for a fraction a point; no sign, blank, exponent or comma.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="unit">Placeholder of the help.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value; null for no limit.</param>
    /// <param name="standard">The value where the option is not given; null for 0, which the help does not show.</param>
    public static Option<T> Number<T>(string name, string unit, string description, T min, T? max, T? standard = null)
        where T : struct, INumber<T>
    {
        var (kind, style) =
            typeof(T) == typeof(int) ? ("whole number", NumberStyles.None) : ("number", NumberStyles.AllowDecimalPoint);
        var range = max is null ? $"of at least {min}" : $"from {min} to {max}";
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = unit,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    !T.TryParse(text, style, CultureInfo.InvariantCulture, out var value)
                    || !(value >= min && (max is null || value <= max))
                )
                    result.AddError($"{name} must be a {kind} {range}, not '{text}'.");
                return value;
            },
        };
        if (standard is { } given)
            option.DefaultValueFactory = _ => given;
        return option;
    }

    /// <summary>An option that is given or not.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The option <c>--format</c> of a command; the first format is its default.</summary>
    public static Option<string> Format(string description, params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = description,
            HelpName = string.Join('|', formats),
            DefaultValueFactory = _ => formats[0],
        };
        option.CompletionSources.Add(formats);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !formats.Contains(result.Tokens[0].Value))
                result.AddError(
                    $"--format must be {string.Join(", ", formats[..^1])} or {formats[^1]}, not '{result.Tokens[0].Value}'."
                );
        });
        return option;
    }
}
