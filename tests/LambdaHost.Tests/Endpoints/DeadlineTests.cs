using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Endpoints;

/// <summary>How long before Lambda's deadline work is ended, by a clock that stands still.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData(60_000, 59_500)]
    [InlineData(3_000, 2_500)]
    [InlineData(1_000, 800)]
    [InlineData(100, 80)]
    [InlineData(900_000, 899_500)]
    public void Work_ends_half_a_second_or_a_fifth_before_the_deadline(int leftMs, int workMs)
    {
        var clock = new StoppedClock();
        using var deadline = new Deadline(clock.GetUtcNow().AddMilliseconds(leftMs), clock);
        Assert.False(deadline.Token.IsCancellationRequested);
        Assert.Equal(TimeSpan.FromMilliseconds(workMs), Assert.Single(clock.Timers));
    }

    [Fact]
    public void Without_a_deadline_work_ends_with_the_longest_function()
    {
        var clock = new StoppedClock();
        using var deadline = new Deadline(DateTimeOffset.MaxValue, clock);
        Assert.Equal(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(0.5), Assert.Single(clock.Timers));
    }

    [Fact]
    public void Where_it_is_over_there_is_no_work()
    {
        var clock = new StoppedClock();
        using var deadline = new Deadline(clock.GetUtcNow(), clock);
        Assert.True(deadline.Token.IsCancellationRequested);
    }

    private const string Url = "http://photos.example.com/slow.jpg";

    [Fact]
    public async Task A_photo_that_does_not_arrive_in_time_is_a_504()
    {
        await using var host = new Host(network: new TestNetwork(exchange => exchange.Hang()));
        var answer = await host.Send(Request.Url(Url), TimeSpan.FromSeconds(1.5));
        answer.IsProblem("deadline-exceeded");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(-2_000_000_000)]
    public async Task Where_the_time_is_over_at_the_start_the_answer_is_a_504(double seconds)
    {
        await using var host = new Host();
        (await host.Send(Request.Image(Photos.Tiny), TimeSpan.FromSeconds(seconds))).IsProblem("deadline-exceeded");
    }

    [Fact]
    public async Task A_deadline_in_the_far_future_is_no_trouble()
    {
        await using var host = new Host();
        (await host.Send(Request.Image(Photos.Tiny), TimeSpan.FromDays(36_500))).IsOk();
    }

    [Fact]
    public async Task Of_several_photos_those_that_arrived_are_answered()
    {
        await using var host = new Host(network: new TestNetwork(exchange => exchange.Hang()));
        await host.Send(Request.Image(Photos.Tiny));
        var body = new JsonObject
        {
            ["images"] = new JsonArray(
                new JsonObject { ["image"] = Convert.ToBase64String(Photos.Tiny) },
                new JsonObject { ["url"] = Url }
            ),
        };

        var answer = (await host.Send(Request.Json(body), TimeSpan.FromSeconds(5))).IsOk();

        var results = answer.Json.GetProperty("results");
        Assert.True(results[0].TryGetProperty("label", out _), results.GetRawText());
        Assert.Equal(504, results[1].GetProperty("error").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_direct_invocation_over_time_is_a_function_error()
    {
        await using var host = new Host(network: new TestNetwork(exchange => exchange.Hang()));
        var outcome = await host.Invoke(ApiEvents.Direct(Url), TimeSpan.FromSeconds(1.5));
        Assert.Equal("DeadlineExceeded", outcome.Error?.ErrorType);
    }

    /// <summary>Notes what is waited for; nothing ever happens.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public List<TimeSpan> Timers { get; } = [];

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers.Add(dueTime);
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
