using ClothesClassification.LambdaHost.Endpoints;

namespace ClothesClassification.LambdaHost.Tests.Hosting;

/// <summary>How long before Lambda's deadline work is ended, by a clock that stands still.</summary>
public sealed class DeadlineMarginTests
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
