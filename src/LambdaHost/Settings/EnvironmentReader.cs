using System.Globalization;

namespace ClothesClassification.LambdaHost.Settings;

/// <summary>
/// Reads environment variables into typed values. Microsoft.Extensions.Configuration with its binder does the same at
/// the price of several milliseconds of every cold start, and its messages do not say what would do.
/// </summary>
/// <param name="variable">Gives the value of a variable; null where it is not set.</param>
internal readonly struct EnvironmentReader(Func<string, string?> variable)
{
    public string? Text(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>A text that passes a check.</summary>
    /// <param name="name">Name of the variable.</param>
    /// <param name="fallback">Value where it is not set.</param>
    /// <param name="isValid">The check.</param>
    /// <param name="expected">What would pass, for the message.</param>
    public string Text(string name, string fallback, Predicate<string> isValid, string expected) =>
        Text(name) is { } text ? Checked(name, text, isValid, expected) : fallback;

    public int Number(string name, int fallback, int max) => (int)Number(name, (long)fallback, max);

    /// <summary>A whole number from 1 on.</summary>
    public long Number(string name, long fallback, long max)
    {
        if (Text(name) is not { } text)
            return fallback;
        return
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 1
            && value <= max
            ? value
            : throw new SettingException(name, text, $"a whole number from 1 to {max:N0}");
    }

    public TimeSpan Milliseconds(string name, TimeSpan fallback, int max) =>
        TimeSpan.FromMilliseconds(Number(name, (long)fallback.TotalMilliseconds, max));

    public bool Switch(string name, bool fallback, string on, string off)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (text.Equals(on, StringComparison.OrdinalIgnoreCase))
            return true;
        return text.Equals(off, StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new SettingException(name, text, $"{on} or {off}");
    }

    /// <summary>
    /// Texts with commas between, each of which passes a check; empty where the variable is not set. Commas alone are
    /// refused: no hosts listed would mean all.
    /// </summary>
    public IReadOnlyList<string> List(string name, Predicate<string> isValid, string expected)
    {
        if (Text(name) is not { } text)
            return [];
        var items = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (items.Length == 0)
            throw new SettingException(name, text, expected);
        foreach (var item in items)
            Checked(name, item, isValid, expected);
        return items;
    }

    private static string Checked(string name, string text, Predicate<string> isValid, string expected) =>
        isValid(text) ? text : throw new SettingException(name, text, expected);
}
