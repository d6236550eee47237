using System.Globalization;
using ClothesClassification.Inference.Photos;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Settings;

/// <summary>Makes the settings from environment variables, or says which one is wrong.</summary>
internal static class SettingsReader
{
    /// <summary>Lambda always sets it, whatever the runtime; nothing that runs a function locally has a reason to.</summary>
    public const string InsideLambda = "AWS_LAMBDA_INITIALIZATION_TYPE";

    /// <exception cref="SettingException">A variable has a value that cannot be used.</exception>
    public static HostSettings Read(Func<string, string?> variable)
    {
        var read = new EnvironmentReader(variable);
        var defaults = new HostSettings();
        var limits = Limits(read);
        return new HostSettings
        {
            Model = read.Text("CLOTHES_MODEL") is { } model
                ? Path.Combine(AppContext.BaseDirectory, model)
                : defaults.Model,
            Precision = read.Text("CLOTHES_PRECISION"),
            MaxPhotos = read.Number("CLOTHES_MAX_PHOTOS", defaults.MaxPhotos, 1, 256),
            Limits = limits,
            IntraOpThreads = read.Number("CLOTHES_INTRA_OP_THREADS", defaults.IntraOpThreads, 1, 64),
            CorsOrigins = Origins(read),
            MetricsNamespace = Namespace(read, defaults.MetricsNamespace),
            LogLevel = Level(read),
            FunctionName = read.Text("AWS_LAMBDA_FUNCTION_NAME") ?? defaults.FunctionName,
            Fetch = Fetch(read, limits.MaxBytes),
        };
    }

    private static PhotoLimits Limits(EnvironmentReader read) =>
        new()
        {
            MaxBytes = read.Number("CLOTHES_MAX_PHOTO_BYTES", PhotoLimits.DefaultMaxBytes, 1, 200_000_000),
            MaxPixels = read.Number("CLOTHES_MAX_PIXELS", PhotoLimits.DefaultMaxPixels, 1, 500_000_000),
            MaxSide = read.Number("CLOTHES_MAX_SIDE", PhotoLimits.DefaultMaxSide, 1, 65_535),
        };

    private static FetchOptions Fetch(EnvironmentReader read, int maxBytes)
    {
        var defaults = new FetchOptions();
        return new FetchOptions
        {
            Enabled = read.Switch("CLOTHES_FETCH", defaults.Enabled, "on", "off"),
            AllowedHosts = AllowedHosts(read),
            AllowedPorts = Ports(read, defaults.AllowedPorts),
            ConnectTimeout = read.Milliseconds(
                "CLOTHES_FETCH_CONNECT_TIMEOUT_MS",
                defaults.ConnectTimeout,
                most: 60_000
            ),
            Timeout = read.Milliseconds("CLOTHES_FETCH_TIMEOUT_MS", defaults.Timeout, most: 900_000),
            UserAgent = UserAgent(read) ?? defaults.UserAgent,
            MaxBytes = maxBytes,
            AllowLoopback = Loopback(read),
        };
    }

    private static IReadOnlyList<string> AllowedHosts(EnvironmentReader read)
    {
        const string name = "CLOTHES_FETCH_ALLOWED_HOSTS";
        var hosts = read.List(name);
        return hosts.FirstOrDefault(host => !HostAllowList.IsPattern(host)) is { } wrong
            ? throw new SettingException(
                name,
                wrong,
                "host names such as example.com, or .example.com for all below it, with commas between"
            )
            : hosts;
    }

    private static IReadOnlyList<int> Ports(EnvironmentReader read, IReadOnlyList<int> fallback)
    {
        const string name = "CLOTHES_FETCH_PORTS";
        var texts = read.List(name);
        if (texts.Count == 0)
            return fallback;
        var ports = new int[texts.Count];
        for (var i = 0; i < ports.Length; i++)
        {
            if (
                !int.TryParse(texts[i], NumberStyles.None, CultureInfo.InvariantCulture, out ports[i])
                || ports[i] is < 1 or > 65_535
            )
                throw new SettingException(
                    name,
                    texts[i],
                    "ports from 1 to 65535, with commas between, such as 80,443"
                );
        }

        return ports;
    }

    private static bool Loopback(EnvironmentReader read)
    {
        const string name = "CLOTHES_FETCH_ALLOW_LOOPBACK";
        var allowed = read.Switch(name, false, "true", "false");
        if (allowed && read.Text(InsideLambda) is not null)
            throw new SettingException(name, "true", "false: inside Lambda loopback is where credentials are served");
        return allowed;
    }

    private static string? UserAgent(EnvironmentReader read)
    {
        const string name = "CLOTHES_FETCH_USER_AGENT";
        var text = read.Text(name);
        if (text is not null && (text.Length > 256 || text.Any(c => c is < ' ' or > '~')))
            throw new SettingException(name, text, "up to 256 printable ASCII characters");
        return text;
    }

    private static IReadOnlyList<string> Origins(EnvironmentReader read)
    {
        const string name = "CLOTHES_CORS_ORIGINS";
        var origins = read.List(name);
        foreach (var origin in origins)
        {
            if (
                origin != "*"
                && (
                    !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                    || uri.GetLeftPart(UriPartial.Authority) != origin
                )
            )
                throw new SettingException(
                    name,
                    origin,
                    "origins such as https://example.com, with commas between, or *"
                );
        }

        return origins;
    }

    private static string Namespace(EnvironmentReader read, string fallback)
    {
        const string name = "CLOTHES_METRICS_NAMESPACE";
        var text = read.Text(name) ?? fallback;
        if (text.Length > 255 || text[0] == ':' || text.StartsWith("AWS/", StringComparison.Ordinal))
            throw new SettingException(
                name,
                text,
                "up to 255 characters that begin neither with a colon nor with AWS/"
            );
        return text;
    }

    private static LogLevel Level(EnvironmentReader read)
    {
        const string name = "AWS_LAMBDA_LOG_LEVEL";
        return read.Text(name)?.ToUpperInvariant() switch
        {
            null or "INFO" => LogLevel.Info,
            "TRACE" => LogLevel.Trace,
            "DEBUG" => LogLevel.Debug,
            "WARN" => LogLevel.Warn,
            "ERROR" => LogLevel.Error,
            "FATAL" => LogLevel.Fatal,
            _ => throw new SettingException(name, read.Text(name)!, "TRACE, DEBUG, INFO, WARN, ERROR or FATAL"),
        };
    }
}
