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

    public int Number(string name, int fallback, int least, int most) => (int)Number(name, (long)fallback, least, most);

    public long Number(string name, long fallback, long least, long most)
    {
        if (Text(name) is not { } text)
            return fallback;
        return
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
            ? value
            : throw new SettingException(name, text, $"a whole number from {least:N0} to {most:N0}");
    }

    public TimeSpan Milliseconds(string name, TimeSpan fallback, int most) =>
        TimeSpan.FromMilliseconds(Number(name, (long)fallback.TotalMilliseconds, 1, most));

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

    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
