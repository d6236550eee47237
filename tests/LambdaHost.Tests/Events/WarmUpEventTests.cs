using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Events;

public sealed class WarmUpEventTests
{
    [Fact]
    public async Task Pings_are_answered_without_a_photo()
    {
        await using var host = new Host();
        foreach (
            var ping in new[]
            {
                "{}",
                " { } ",
                """{"source": "serverless-plugin-warmup"}""",
                """{"source": "lambda-warmer"}""",
                """{"warmup": true}""",
                """{"warmer": true, "concurrency": 3}""",
                """{"warmer": true, "concurrency": 3, "__WARMER_INVOCATION__": 2, "__WARMER_CORRELATIONID__": "x"}""",
                """{"keep_warm": 1}""",
                """
                    {"version": "0", "id": "53dc4d37", "detail-type": "Scheduled Event", "source": "aws.events", "account": "1",
                     "time": "2015-10-08T16:53:06Z", "region": "us-east-1", "resources": ["arn:aws:events:rule/warm"], "detail": {}}
                    """,
                """{"version": "0", "detail-type": "Scheduled Event", "source": "aws.scheduler", "detail": "{}"}""",
            }
        )
        {
            var outcome = await host.Invoke(Encoding.UTF8.GetBytes(ping));
            Assert.True(outcome.Error is null, ping + outcome.Error?.ErrorMessage);
            Assert.Equal(200, JsonDocument.Parse(outcome.Payload).RootElement.GetProperty("statusCode").GetInt32());
        }

        Assert.All(host.Log, line => Assert.Equal(0, line.GetProperty("ModelDuration").GetDouble()));
    }

    [Theory]
    [InlineData("""{"warmup": false}""")]
    [InlineData("""{"warmer": null}""")]
    [InlineData("""{"source": "aws.ec2", "detail-type": "Warm Pool Scheduled Event"}""")]
    [InlineData("""{"source": "someone", "detail-type": "Scheduled Event"}""")]
    [InlineData("""{"source": 1}""")]
    [InlineData("""{"source": "x"}""")]
    [InlineData("""{"key1": "value1"}""")]
    public async Task Other_events_are_not_pings(string payload)
    {
        await using var host = new Host();
        var outcome = await host.Invoke(Encoding.UTF8.GetBytes(payload));
        Assert.Equal("UnknownEvent", outcome.Error?.ErrorType);
    }

    [Fact]
    public async Task A_photo_beside_a_ping_is_answered()
    {
        await using var host = new Host();
        var image = Convert.ToBase64String(Photos.Tiny);
        var outcome = await host.Invoke(Encoding.UTF8.GetBytes($$"""{"warmup": true, "image": "{{image}}"}"""));
        Assert.True(outcome.Payload.Span.StartsWith("{\"dress\""u8));
    }
}
