namespace ClothesClassification.Training.Tests;

/// <summary>Told at once, where <see cref="Progress{T}"/> would be told later.</summary>
internal sealed class Progress(Action<TrainingProgress> told) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => told(value);
}
