using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Observability;

public sealed class RequestLogTests
{
    [Fact]
    public async Task Every_request_has_one_line_that_tells_what_it_was()
    {
        await using var host = new Host();
        await host.Send(Request.Image(Photos.Png));
        await host.Send(Request.Get("/health"));
        await host.Send(Request.Get("/nowhere"));
        await host.Invoke(ApiEvents.Direct(Photos.Tiny));
        await host.Invoke("[]"u8.ToArray());

        var log = host.Log;
        Assert.Equal(5, log.Count);
        Assert.Equal(["POST /predict", "GET /health", null, "direct", null], log.Select(line => Text(line, "route")));
        Assert.Equal([200, 200, 404, 200, 400], log.Select(line => line.GetProperty("status").GetInt32()));
        Assert.Equal(
            [true, false, false, false, false],
            log.Select(line => line.GetProperty("coldStart").GetBoolean())
        );
        Assert.Equal(["base64", null, null, "base64", null], log.Select(line => Text(line, "input")));
        Assert.Equal(Photos.Png.Length, log[0].GetProperty("photoBytes").GetInt32());
        Assert.Equal(1, log[0].GetProperty("photos").GetInt32());
        Assert.NotEmpty(Text(log[0], "label")!);
        Assert.Equal("invocation-1", Text(log[0], "requestId"));
        Assert.Equal(ApiEvents.ApiRequestId, Text(log[0], "apiRequestId"));
        Assert.All(log, line => Assert.Equal("INFO", Text(line, "level")));
    }

    /// <summary>https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html</summary>
    [Theory]
    [InlineData("INFO")]
    [InlineData("ERROR")]
    public async Task Every_line_is_valid_embedded_metric_format(string level)
    {
        await using var host = new Host(
            new() { ["AWS_LAMBDA_LOG_LEVEL"] = level, ["CLOTHES_METRICS_NAMESPACE"] = "Shop/Photos" }
        );
        await host.Send(Request.Image(Photos.Png));
        await host.Send(Request.Json("{"));

        Assert.Equal(2, host.Log.Count);
        Assert.All(host.Log, IsEmbeddedMetricFormat);
        Assert.All(host.Log, line => Assert.Equal(level == "INFO", line.TryGetProperty("message", out _)));
        Assert.Equal(1, host.Log[0].GetProperty("ColdStarts").GetInt32());
        Assert.Equal("malformed-json", Text(host.Log[1], "ErrorType"));
        Assert.Equal(1, host.Log[1].GetProperty("Errors").GetInt32());
        Assert.False(host.Log[0].TryGetProperty("Errors", out _));
    }

    [Fact]
    public async Task A_warm_up_is_counted_apart_and_its_durations_are_not()
    {
        await using var host = new Host(new() { ["CLOTHES_METRICS_NAMESPACE"] = "Shop/Photos" });
        await host.Invoke("{}"u8.ToArray());
        await host.Send(Request.Image(Photos.Tiny));

        Assert.All(host.Log, IsEmbeddedMetricFormat);
        Assert.Equal("warm-up", Text(host.Log[0], "route"));
        Assert.Equal(["ColdStarts", "WarmUps"], MetricNames(host.Log[0]));
        Assert.Equal(1, host.Log[0].GetProperty("WarmUps").GetInt32());
        Assert.Equal([1, 0], host.Log.Select(line => line.GetProperty("ColdStarts").GetInt32()));
        Assert.Contains("TotalDuration", MetricNames(host.Log[1]));
        Assert.DoesNotContain("WarmUps", MetricNames(host.Log[1]));
    }

    [Fact]
    public async Task No_photo_query_or_key_is_ever_logged()
    {
        const string secret = "X-Amz-Signature=5ecr3t";
        await using var host = new Host(
            network: new TestNetwork(exchange => exchange.Answer(403, "denied 5ecr3t"u8.ToArray()))
        );
        foreach (
            var url in new[]
            {
                "http://photos.example.com/5ecr3t.jpg",
                "http://10.0.0.1/a",
                "http://nobody.example.com/a",
                "ftp://photos.example.com/",
                "http://[",
            }
        )
        {
            var request = Request
                .Url($"{url}?{secret}")
                .WithHeader("Authorization", "Bearer 5ecr3t")
                .WithHeader("X-Api-Key", "5ecr3t");
            Assert.InRange((await host.Send(request)).Status, 400, 499);
            await host.Invoke(ApiEvents.Direct($"{url}?{secret}"));
        }

        await host.Send(Request.Image(Photos.Jpeg).WithQuery(("token", "5ecr3t")));
        await host.Send(Request.Json("{\"url\": \"5ecr3t"));

        Assert.Equal(12, host.Log.Count);
        Assert.DoesNotContain("5ecr3t", host.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-of-a-client", host.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Photos.Jpeg)[..40], host.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_learns_which_address_was_refused_and_the_client_does_not()
    {
        await using var host = new Host();
        host.Network.Name("inside.example.com", "10.11.12.13");
        var url = "http://inside.example.com/secret/path.jpg?token=abc";
        var answer = (await host.Send(Request.Url(url))).IsProblem("fetch-address-not-allowed");
        Assert.DoesNotContain("10.11.12.13", answer.Body, StringComparison.Ordinal);
        Assert.Contains("public", answer.Detail, StringComparison.Ordinal);
        Assert.Equal(
            "inside.example.com is at 10.11.12.13:80: 10.0.0.0/8 is private use, RFC 1918",
            Text(Assert.Single(host.Log), "errorDetail")
        );
    }

    [Fact]
    public async Task An_error_in_a_batch_is_counted_though_the_answer_is_a_200()
    {
        await using var host = new Host();
        var body = new JsonObject { ["images"] = new JsonArray(new JsonObject { ["image"] = "*" }) };
        (await host.Send(Request.Json(body))).IsOk();
        Assert.Equal("broken-base64", Text(Assert.Single(host.Log), "ErrorType"));
    }

    private static void IsEmbeddedMetricFormat(JsonElement line)
    {
        var aws = line.GetProperty("_aws");
        var time = DateTimeOffset.FromUnixTimeMilliseconds(aws.GetProperty("Timestamp").GetInt64());
        Assert.InRange(time, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
        var directives = aws.GetProperty("CloudWatchMetrics").EnumerateArray().ToList();
        Assert.NotEmpty(directives);
        foreach (var directive in directives)
        {
            Assert.Equal("Shop/Photos", Text(directive, "Namespace"));
            foreach (var set in directive.GetProperty("Dimensions").EnumerateArray())
            {
                Assert.InRange(set.GetArrayLength(), 0, 30);
                // A dimension's value is a text at the root.
                Assert.All(
                    set.EnumerateArray(),
                    name => Assert.NotEmpty(line.GetProperty(name.GetString()!).GetString()!)
                );
            }

            var metrics = directive.GetProperty("Metrics").EnumerateArray().ToList();
            Assert.InRange(metrics.Count, 1, 100);
            foreach (var metric in metrics)
            {
                Assert.Contains(Text(metric, "Unit"), new[] { "Milliseconds", "Count" });
                Assert.True(line.GetProperty(Text(metric, "Name")!).GetDouble() >= 0);
            }
        }
    }

    private static IEnumerable<string?> MetricNames(JsonElement line) =>
        line.GetProperty("_aws")
            .GetProperty("CloudWatchMetrics")
            .EnumerateArray()
            .SelectMany(directive => directive.GetProperty("Metrics").EnumerateArray())
            .Select(metric => Text(metric, "Name"));

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
