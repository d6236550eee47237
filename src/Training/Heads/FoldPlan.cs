namespace ClothesClassification.Training.Heads;

/// <summary>Which photos are measured together: each label spread evenly over the folds, and what belongs together in one.</summary>
internal static class FoldPlan
{
    /// <param name="labels">Position of each photo's label.</param>
    /// <param name="units">A number for each photo, the same for those that belong together.</param>
    /// <param name="labelCount">Number of labels.</param>
    /// <param name="folds">Number of folds, at most.</param>
    /// <returns>The fold of each photo.</returns>
    public static int[] Of(int[] labels, int[] units, int labelCount, int folds)
    {
        var members = Enumerable
            .Range(0, labels.Length)
            .GroupBy(i => units[i])
            .Select(unit => unit.ToArray())
            .OrderByDescending(unit => unit.Length)
            .ToList();
        folds = Math.Min(folds, members.Count);
        var counts = new int[folds, labelCount];
        var totals = new int[folds];
        var plan = new int[labels.Length];
        foreach (var unit in members)
        {
            // Where its labels are rarest; then where there are fewest photos.
            var fold = Enumerable
                .Range(0, folds)
                .MinBy(f => (unit.Sum(photo => counts[f, labels[photo]]), totals[f], f));
            totals[fold] += unit.Length;
            foreach (var photo in unit)
            {
                counts[fold, labels[photo]]++;
                plan[photo] = fold;
            }
        }

        return plan;
    }
}
