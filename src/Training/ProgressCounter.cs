namespace ClothesClassification.Training;

/// <summary>Counts the steps of a stage, and tells of each.</summary>
internal sealed class ProgressCounter(IProgress<TrainingProgress>? progress)
{
    private TrainingStage stage;
    private int total;
    private int done;

    public void Start(TrainingStage next, int steps)
    {
        (stage, total, done) = (next, steps, 0);
        progress?.Report(new TrainingProgress(stage, 0, total));
    }

    /// <summary>May be called by any thread.</summary>
    public void Step() =>
        progress?.Report(new TrainingProgress(stage, Math.Min(Interlocked.Increment(ref done), total), total));
}
