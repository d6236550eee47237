using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Tests.Gate;

/// <summary>Work that takes time on a clock of its own, as noisy as a shared machine: 4 % up and down, and now and then half as much again.</summary>
internal sealed class FakeWork(int seed)
{
    private readonly Random noise = new(seed);
    private TimeSpan time;

    public TimeSpan Clock() => time;

    public Func<Subject> Subject(double milliseconds) =>
        () =>
            new Subject(() =>
            {
                var factor = 0.96 + (0.08 * noise.NextDouble());
                if (noise.Next(20) == 0)
                    factor += 0.5;
                time += TimeSpan.FromMilliseconds(milliseconds * factor);
            });

    /// <summary>Takes longer by a share of what is given.</summary>
    public Subject Slower(Subject subject, double share) =>
        subject with
        {
            Run = () =>
            {
                var start = time;
                subject.Run();
                time += (time - start) * share;
            },
        };
}
