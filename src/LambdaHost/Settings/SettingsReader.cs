using System.Globalization;
using ClothesClassification.Inference;
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
        var classifier = ReadClassifier(read, defaults.Classifier);
        return new HostSettings
        {
            Classifier = classifier,
            MaxPhotos = read.Number("CLOTHES_MAX_PHOTOS", defaults.MaxPhotos, 256),
            CorsOrigins = read.List(
                "CLOTHES_CORS_ORIGINS",
                IsOrigin,
                "origins such as https://example.com, with commas between, or *"
            ),
            MetricsNamespace = read.Text(
                "CLOTHES_METRICS_NAMESPACE",
                defaults.MetricsNamespace,
                text => text.Length <= 255 && text[0] != ':' && !text.StartsWith("AWS/", StringComparison.Ordinal),
                "up to 255 characters that begin neither with a colon nor with AWS/"
            ),
            LogLevel = ReadLevel(read, defaults.LogLevel),
            FunctionName = read.Text("AWS_LAMBDA_FUNCTION_NAME") ?? defaults.FunctionName,
            S3Endpoint = ReadEndpoint(read, "AWS_ENDPOINT_URL_S3") ?? ReadEndpoint(read, "AWS_ENDPOINT_URL"),
            BatchOutput = ReadOutput(read),
            Fetch = ReadFetch(read, defaults.Fetch, classifier.Limits.MaxBytes),
        };
    }

    private static ImageClassifierOptions ReadClassifier(EnvironmentReader read, ImageClassifierOptions defaults) =>
        new()
        {
            // An absolute path stays as it is.
            ModelFolder = Path.Combine(AppContext.BaseDirectory, read.Text("CLOTHES_MODEL") ?? defaults.ModelFolder),
            Precision = read.Text("CLOTHES_PRECISION"),
            IntraOpThreads = read.Number("CLOTHES_INTRA_OP_THREADS", defaults.IntraOpThreads, 64),
            Limits = new PhotoLimits
            {
                MaxBytes = read.Number("CLOTHES_MAX_PHOTO_BYTES", defaults.Limits.MaxBytes, 200_000_000),
                MaxPixels = read.Number("CLOTHES_MAX_PIXELS", defaults.Limits.MaxPixels, 500_000_000),
                MaxSide = read.Number("CLOTHES_MAX_SIDE", defaults.Limits.MaxSide, 65_535),
            },
        };

    private static FetchOptions ReadFetch(EnvironmentReader read, FetchOptions defaults, int maxBytes)
    {
        var ports = read.List(
            "CLOTHES_FETCH_PORTS",
            text => ParsePort(text) is >= 1 and <= 65_535,
            "ports from 1 to 65535, with commas between, such as 80,443"
        );
        return new FetchOptions
        {
            Enabled = read.Switch("CLOTHES_FETCH", defaults.Enabled, "on", "off"),
            AllowedHosts = read.List(
                "CLOTHES_FETCH_ALLOWED_HOSTS",
                HostAllowList.IsPattern,
                "host names such as example.com, or .example.com for all below it, with commas between"
            ),
            AllowedPorts = ports.Count == 0 ? defaults.AllowedPorts : [.. ports.Select(ParsePort)],
            ConnectTimeout = read.Milliseconds(
                "CLOTHES_FETCH_CONNECT_TIMEOUT_MS",
                defaults.ConnectTimeout,
                max: 60_000
            ),
            Timeout = read.Milliseconds("CLOTHES_FETCH_TIMEOUT_MS", defaults.Timeout, max: 900_000),
            UserAgent = read.Text(
                "CLOTHES_FETCH_USER_AGENT",
                defaults.UserAgent,
                text => text.Length <= 256 && text.All(c => c is >= ' ' and <= '~'),
                "up to 256 printable ASCII characters"
            ),
            MaxBytes = maxBytes,
            AllowLoopback = ReadAllowLoopback(read),
            RuntimeApi = ReadRuntimeApi(read),
        };
    }

    private static bool ReadAllowLoopback(EnvironmentReader read)
    {
        const string name = "CLOTHES_FETCH_ALLOW_LOOPBACK";
        var allowed = read.Switch(name, false, "true", "false");
        if (allowed && read.Text(InsideLambda) is not null)
            throw new SettingException(name, "true", "false: inside Lambda loopback is where credentials are served");
        return allowed;
    }

    private static RuntimeApiEndpoint? ReadRuntimeApi(EnvironmentReader read)
    {
        const string name = "AWS_LAMBDA_RUNTIME_API";
        return read.Text(name) is { } text
            ? RuntimeApiEndpoint.Parse(text) ?? throw new SettingException(name, text, "a host and port, host:port")
            : null;
    }

    private static string? ReadEndpoint(EnvironmentReader read, string name) =>
        read.Text(name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text
        : throw new SettingException(name, text, "a URL such as http://127.0.0.1:5000");

    private static OutputPlace? ReadOutput(EnvironmentReader read)
    {
        const string name = "CLOTHES_BATCH_OUTPUT";
        return read.Text(name) is { } text
            ? OutputPlace.Parse(text, null) ?? throw new SettingException(name, text, "a place such as s3://bucket/job")
            : null;
    }

    private static LogLevel ReadLevel(EnvironmentReader read, LogLevel fallback)
    {
        const string name = "AWS_LAMBDA_LOG_LEVEL";
        if (read.Text(name) is not { } text)
            return fallback;
        var level = Array.IndexOf(LogLevels.Names, text.ToUpperInvariant());
        return level >= 0
            ? (LogLevel)level
            : throw new SettingException(name, text, string.Join(", ", LogLevels.Names[..^1]) + " or FATAL");
    }

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    private static bool IsOrigin(string text) =>
        text == "*"
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text);
}
