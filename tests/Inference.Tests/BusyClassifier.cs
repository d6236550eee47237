using ClothesClassification.Inference.Tests.Models;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.Inference.Tests;

/// <summary>A classifier of one engine, which a photo that is refused occupies until it is released.</summary>
internal sealed class BusyClassifier : ILogger<ImageClassifier>, IDisposable
{
    private readonly TestModelFolder folder = new();
    private readonly TaskCompletionSource occupied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim released = new();

    public BusyClassifier() =>
        Classifier = ImageClassifier.Load(folder.Folder, new ImageClassifierOptions { MaxConcurrency = 1 }, this);

    public ImageClassifier Classifier { get; }

    public Task Occupied => occupied.Task;

    public Task OccupyAsync()
    {
        _ = Task.Run(() => Classifier.Classify([1, 2, 3]));
        return Occupied;
    }

    public void Release() => released.Set();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel level,
        EventId id,
        TState state,
        Exception? e,
        Func<TState, Exception?, string> format
    )
    {
        // The refusal is logged by the thread that has the engine.
        if (level != LogLevel.Debug)
            return;
        occupied.TrySetResult();
        released.Wait();
    }

    public void Dispose()
    {
        Release();
        Classifier.Dispose();
        folder.Dispose();
    }
}
