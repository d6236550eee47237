using System.Globalization;
using System.Text.Json;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Tests.Settings;

public sealed class SettingsReaderTests
{
    public static TheoryData<string, string> WrongValues() =>
        new()
        {
            { "CLOTHES_MAX_PHOTOS", "0" },
            { "CLOTHES_MAX_PHOTOS", "257" },
            { "CLOTHES_MAX_PHOTOS", "16.0" },
            { "CLOTHES_MAX_PHOTOS", "99999999999999999999" },
            { "CLOTHES_MAX_PHOTO_BYTES", "20 MB" },
            { "CLOTHES_MAX_PHOTO_BYTES", "-1" },
            { "CLOTHES_MAX_PIXELS", "500000001" },
            { "CLOTHES_MAX_SIDE", "65536" },
            { "CLOTHES_INTRA_OP_THREADS", "65" },
            { "CLOTHES_CORS_ORIGINS", "example.com" },
            { "CLOTHES_CORS_ORIGINS", "https://example.com/" },
            { "CLOTHES_CORS_ORIGINS", "https://a.example, https://b.example/page" },
            { "CLOTHES_METRICS_NAMESPACE", "AWS/Lambda" },
            { "CLOTHES_METRICS_NAMESPACE", ":x" },
            { "CLOTHES_METRICS_NAMESPACE", new string('x', 256) },
            { "CLOTHES_FETCH", "yes" },
            { "CLOTHES_FETCH_ALLOWED_HOSTS", "https://example.com" },
            { "CLOTHES_FETCH_ALLOWED_HOSTS", "," },
            { "CLOTHES_CORS_ORIGINS", " , " },
            { "CLOTHES_FETCH_PORTS", "," },
            { "CLOTHES_FETCH_ALLOWED_HOSTS", "example.com, *.example.com" },
            { "CLOTHES_FETCH_PORTS", "80;443" },
            { "CLOTHES_FETCH_PORTS", "0" },
            { "CLOTHES_FETCH_PORTS", "65536" },
            { "CLOTHES_FETCH_CONNECT_TIMEOUT_MS", "3s" },
            { "CLOTHES_FETCH_CONNECT_TIMEOUT_MS", "60001" },
            { "CLOTHES_FETCH_TIMEOUT_MS", "0" },
            { "CLOTHES_FETCH_USER_AGENT", "käfer/1.0" },
            { "CLOTHES_FETCH_USER_AGENT", "a\r\nX-Evil: b" },
            { "CLOTHES_FETCH_ALLOW_LOOPBACK", "1" },
            { "CLOTHES_BATCH_OUTPUT", "s3://bucket" },
            { "CLOTHES_BATCH_OUTPUT", "s3:///job" },
            { "CLOTHES_BATCH_OUTPUT", "https://bucket/job" },
            { "AWS_ENDPOINT_URL", "127.0.0.1:5000" },
            { "AWS_ENDPOINT_URL_S3", "s3://bucket" },
            { "AWS_LAMBDA_LOG_LEVEL", "VERBOSE" },
            { "AWS_LAMBDA_RUNTIME_API", "no port" },
        };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_refused_with_the_variable_the_value_and_what_would_do(string name, string value)
    {
        var fault = Assert.Throws<SettingException>(() => Read((name, value)));
        Assert.Matches($@"(?s)^The environment variable {name} is '.*'; set .+\.$", fault.Message);
        Assert.Contains(value.Split(',')[^1].Trim(), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_variables_all_is_as_by_default()
    {
        var read = Read();
        Assert.Equal(Shown(new HostSettings()), Shown(read));
        Assert.Equal([80, 443], read.Fetch.AllowedPorts);
    }

    [Fact]
    public void Values_are_taken()
    {
        var read = Read(
            ("CLOTHES_MAX_PHOTOS", "4"),
            ("CLOTHES_MAX_PHOTO_BYTES", "1000"),
            ("CLOTHES_CORS_ORIGINS", "https://a.example, http://localhost:5173"),
            ("CLOTHES_FETCH", "OFF"),
            ("CLOTHES_FETCH_PORTS", "443, 8443"),
            ("CLOTHES_FETCH_ALLOW_LOOPBACK", "True"),
            ("CLOTHES_PRECISION", " "),
            ("CLOTHES_BATCH_OUTPUT", "s3://out/a/b/"),
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2"),
            ("AWS_LAMBDA_LOG_LEVEL", "warn"),
            ("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")
        );
        Assert.Equal(4, read.MaxPhotos);
        Assert.Equal((1000, 1000), (read.Classifier.Limits.MaxBytes, read.Fetch.MaxBytes));
        Assert.Equal(["https://a.example", "http://localhost:5173"], read.CorsOrigins);
        Assert.Equal((false, true), (read.Fetch.Enabled, read.Fetch.AllowLoopback));
        Assert.Equal([443, 8443], read.Fetch.AllowedPorts);
        Assert.Equal(("out", "a/b/"), (read.BatchOutput?.Bucket, read.BatchOutput?.JobPrefix));
        Assert.Equal("http://127.0.0.1:2", read.S3Endpoint);
        Assert.Equal("http://127.0.0.1:1", Read(("AWS_ENDPOINT_URL", "http://127.0.0.1:1")).S3Endpoint);
        Assert.Null(read.Classifier.Precision);
        Assert.Equal(LogLevel.Warn, read.LogLevel);
        Assert.Equal(("127.0.0.1", 9001), (read.Fetch.RuntimeApi?.Host, read.Fetch.RuntimeApi?.Port));
    }

    [Fact]
    public void Inside_lambda_loopback_cannot_be_allowed() =>
        Assert.Throws<SettingException>(() =>
            Read(("CLOTHES_FETCH_ALLOW_LOOPBACK", "true"), (SettingsReader.InsideLambda, "snap-start"))
        );

    /// <summary>Every variable that is read stands in the table, with its default and its range.</summary>
    [Fact]
    public void The_table_of_the_docs_is_that_of_the_code()
    {
        var asked = new HashSet<string>();
        SettingsReader.Read(name =>
        {
            asked.Add(name);
            return null;
        });
        var rows = File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "docs", "settings.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => (Default: cells[2].Trim('`'), Values: cells[3]));
        Assert.Equal(asked.Where(name => name != SettingsReader.InsideLambda).Order(), rows.Keys.Order());

        foreach (var (name, row) in rows)
        {
            // A default in code style can be set as such and changes nothing; a range is that of the sentence.
            if (!row.Default.Contains(' ', StringComparison.Ordinal) && name != "CLOTHES_MODEL")
                Assert.Equal(Shown(Read()), Shown(Read((name, row.Default))));
            if (row.Values.Split(" to ") is [var min, var max] && int.TryParse(max, out _))
            {
                Read((name, min));
                Read((name, max));
                Assert.Throws<SettingException>(() =>
                    Read((name, $"{int.Parse(min, CultureInfo.InvariantCulture) - 1}"))
                );
                Assert.Throws<SettingException>(() =>
                    Read((name, $"{int.Parse(max, CultureInfo.InvariantCulture) + 1}"))
                );
            }
        }
    }

    private static string Shown(HostSettings settings) => JsonSerializer.Serialize(settings);

    private static HostSettings Read(params (string Name, string Value)[] variables) =>
        SettingsReader.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
