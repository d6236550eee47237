namespace ClothesClassification.Training.Heads;

/// <summary>What a last layer is trained on: the features of photos and of their copies by one file of the base model.</summary>
/// <param name="LabelCount">Number of labels.</param>
/// <param name="Labels">Position of each photo's label.</param>
/// <param name="Folds">The fold of each photo.</param>
/// <param name="Units">A number for each photo, the same for those that belong together.</param>
/// <param name="Weights">What each photo counts.</param>
/// <param name="Row">A new array with the features of a photo's view.</param>
internal sealed record LabelledRows(
    int LabelCount,
    int[] Labels,
    int[] Folds,
    int[] Units,
    float[] Weights,
    Func<int, int, float[]> Row
)
{
    /// <summary>Number of folds.</summary>
    public int FoldCount { get; } = Folds.Max() + 1;

    /// <summary>Photos whose label is in another fold, too: only they can be answered by a layer that knows it.</summary>
    public IReadOnlyList<int> Measured { get; } = FindMeasured(Labels, Folds);

    private static int[] FindMeasured(int[] labels, int[] folds)
    {
        var known = labels
            .Select((label, i) => (label, fold: folds[i]))
            .Distinct()
            .GroupBy(l => l.label)
            .Where(l => l.Count() > 1)
            .Select(l => l.Key)
            .ToHashSet();
        return [.. Enumerable.Range(0, labels.Length).Where(i => known.Contains(labels[i]))];
    }
}
