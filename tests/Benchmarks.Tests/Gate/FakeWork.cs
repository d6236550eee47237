using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Tests.Gate;

/// <summary>
/// Work that takes time on a clock of its own, as noisy as a shared machine: 4 % up and down, now and then half as much again,
/// and a percent for as long as a process lives.
/// </summary>
internal sealed class FakeWork(int seed)
{
    private readonly Random noise = new(seed);
    private TimeSpan time;
    private TimeSpan loadedUntil;

    /// <summary>Whether other work takes the machine's caches for 50 milliseconds, now and then.</summary>
    public bool IsLoaded { get; init; }

    public TimeSpan Clock() => time;

    public Func<Subject> Subject(double milliseconds) =>
        () =>
        {
            var layout = 0.985 + (0.03 * noise.NextDouble());
            return new Subject(() =>
            {
                var factor = layout * (0.96 + (0.08 * noise.NextDouble()));
                if (noise.Next(20) == 0)
                    factor += 0.5;
                if (IsLoaded && noise.Next(100) == 0)
                    loadedUntil = time + TimeSpan.FromMilliseconds(50);
                if (time < loadedUntil)
                    factor += 0.3 * noise.NextDouble();
                time += TimeSpan.FromMilliseconds(milliseconds * factor);
            });
        };
}
