namespace ClothesClassification.Training.Calibrating;

/// <summary>The lowest minimum score with which answers are right often enough.</summary>
internal static class ScoreForPrecision
{
    /// <param name="answers">The best score of each photo, and whether its label is right.</param>
    /// <param name="goal">The share of right answers asked for.</param>
    /// <returns>A photo's score; null where no minimum gives that share.</returns>
    public static float? Of(IEnumerable<(float Score, bool IsRight)> answers, double goal)
    {
        var (photos, right) = (0, 0);
        float? lowest = null;
        foreach (var group in answers.GroupBy(a => a.Score).OrderByDescending(g => g.Key))
        {
            photos += group.Count();
            right += group.Count(a => a.IsRight);
            if (right >= goal * photos)
                lowest = group.Key;
        }

        return lowest;
    }
}
