using ClothesClassification.LocalGateway.Access;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Tests.Access;

public sealed class AccessControlTests
{
    private const string OtherKey = "another-key-of-the-tests-01";

    [Fact]
    public async Task Above_rate_and_burst_a_key_gets_429_until_tokens_come_back_and_other_keys_are_free()
    {
        var time = new ManualTime();
        await using var gateway = await Gateway.StartAsync(
            Api(
                new UsagePlanDescription
                {
                    Throttle = new() { RateLimit = 2, BurstLimit = 3 },
                }
            ),
            time: time
        );
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, await StatusAsync(gateway, Gateway.Key));
        await Gateway.AssertError(
            await gateway.PostAsync("/test/keyed", key: Gateway.Key),
            429,
            "TooManyRequestsException",
            """{"message":"Too Many Requests"}"""
        );
        Assert.Equal(200, await StatusAsync(gateway, OtherKey));
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(200, await StatusAsync(gateway, Gateway.Key));
        Assert.Equal(429, await StatusAsync(gateway, Gateway.Key));
        // Routes without a key have no plan.
        Assert.Equal(200, (int)(await gateway.PostAsync("/test/open")).StatusCode);
    }

    [Fact]
    public async Task Above_the_quota_a_key_gets_429_until_the_next_period()
    {
        var time = new ManualTime();
        await using var gateway = await Gateway.StartAsync(
            Api(
                new UsagePlanDescription
                {
                    Quota = new() { Limit = 2, Period = "DAY" },
                }
            ),
            time: time
        );
        Assert.Equal(200, await StatusAsync(gateway, Gateway.Key));
        Assert.Equal(200, await StatusAsync(gateway, Gateway.Key));
        await Gateway.AssertError(
            await gateway.PostAsync("/test/keyed", key: Gateway.Key),
            429,
            "LimitExceededException",
            """{"message":"Limit Exceeded"}"""
        );
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(200, await StatusAsync(gateway, Gateway.Key));
    }

    [Fact]
    public async Task The_limit_of_a_stage_holds_for_all_callers_together()
    {
        var api = Gateway.Api with
        {
            Stage = new StageDescription
            {
                Name = "test",
                Throttle = new() { RateLimit = 0, BurstLimit = 2 },
            },
        };
        await using var gateway = await Gateway.StartAsync(api);
        Assert.Equal(200, (int)(await gateway.PostAsync("/test/open")).StatusCode);
        Assert.Equal(403, (int)(await gateway.PostAsync("/test/keyed")).StatusCode);
        Assert.Equal(429, (int)(await gateway.PostAsync("/test/open")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_key_opens_nothing()
    {
        var api = Gateway.Api with
        {
            ApiKeys =
            [
                new ApiKeyDescription
                {
                    Name = "off",
                    Value = Gateway.Key,
                    Enabled = false,
                },
            ],
        };
        await using var gateway = await Gateway.StartAsync(api);
        Assert.Equal(403, await StatusAsync(gateway, Gateway.Key));
    }

    [Theory]
    [InlineData("DAY", 1, 1)]
    [InlineData("WEEK", 3, 4)]
    [InlineData("MONTH", 5, 6)]
    public void A_quota_begins_anew_with_the_calendar(string period, int lastDayOfPeriod, int firstOfNext)
    {
        // 25 November 2026 is a Wednesday: the week ends on the 28th, the month on the 30th.
        var time = new ManualTime();
        var quota = new Quota(
            new QuotaDescription
            {
                Limit = 3,
                Period = period,
                Offset = 2,
            },
            time
        );
        Assert.True(quota.TryTake());
        Assert.False(quota.TryTake());
        if (period != "DAY")
        {
            time.Advance(TimeSpan.FromDays(lastDayOfPeriod));
            Assert.False(quota.TryTake());
            time.Advance(TimeSpan.FromDays(firstOfNext - lastDayOfPeriod));
        }
        else
        {
            time.Advance(TimeSpan.FromDays(1));
        }

        Assert.True(quota.TryTake());
        Assert.True(quota.TryTake());
        Assert.True(quota.TryTake());
        Assert.False(quota.TryTake());
    }

    private static ApiDescription Api(UsagePlanDescription plan) =>
        Gateway.Api with
        {
            UsagePlan = plan,
            ApiKeys =
            [
                new ApiKeyDescription { Name = "one", Value = Gateway.Key },
                new ApiKeyDescription { Name = "two", Value = OtherKey },
            ],
        };

    private static async Task<int> StatusAsync(Gateway gateway, string key) =>
        (int)(await gateway.PostAsync("/test/keyed", key: key)).StatusCode;

    private sealed class ManualTime : TimeProvider
    {
        private TimeSpan elapsed;

        public void Advance(TimeSpan by) => elapsed += by;

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero) + elapsed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => elapsed.Ticks;
    }
}
