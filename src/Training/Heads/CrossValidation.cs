using System.Collections.Concurrent;

namespace ClothesClassification.Training.Heads;

/// <summary>Answers each photo by a last layer that was trained on the other folds.</summary>
/// <param name="rows">The photos.</param>
/// <param name="width">Length of a row.</param>
/// <param name="parallel">Threads, and what ends the work.</param>
/// <param name="fitted">Told of each fit, from any thread.</param>
internal sealed class CrossValidation(LabelledRows rows, int width, ParallelOptions parallel, Action fitted)
{
    // Weakest first, each about three times the one before. Where to begin is what suits some hundred photos.
    private static readonly double[] Strengths = [1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1];
    private const int Start = 5;

    private const double CheapPass = 1e9;

    private readonly ConcurrentDictionary<int, Trial> trials = [];

    /// <summary>Whether a pass over all photos has so few products that ways of training can be compared.</summary>
    public bool IsCheap => (double)rows.Labels.Length * rows.LabelCount * width <= CheapPass;

    /// <summary>What the strengths that were tried gave, weakest first.</summary>
    public IReadOnlyList<Trial> Trials => [.. trials.OrderBy(t => t.Key).Select(t => t.Value)];

    /// <summary>Tries strengths as long as the loss falls, first the weaker and then the stronger ones; then copies.</summary>
    /// <param name="views">Views that there are of each photo; 1 tries no copies.</param>
    /// <returns>The best, whose <see cref="Trial.Views"/> is 1 or all.</returns>
    public Trial Search(int views)
    {
        var best = Start;
        if (rows.Measured.Count > 0 && IsCheap)
        {
            foreach (var step in new[] { -1, 1 })
            {
                while (
                    best + step >= 0 && best + step < Strengths.Length && Try(best + step).LogLoss < Try(best).LogLoss
                )
                    best += step;
            }
        }

        var alone = Try(best);
        return views > 1 && IsCheap && Run(Strengths[best], views) is var copied && copied.LogLoss < alone.LogLoss
            ? copied
            : alone;
    }

    /// <summary>The same with a part of each label's photos.</summary>
    public Trial Part(Trial trial, double share) => Run(trial.Regularization, trial.Views, share);

    /// <summary>The layer trained on all photos.</summary>
    public LinearHead Fit(Trial trial)
    {
        var head = HeadTrainer.Fit(
            Rows(Enumerable.Range(0, rows.Labels.Length), trial.Views),
            rows.LabelCount,
            trial.Regularization,
            parallel.CancellationToken
        );
        fitted();
        return head;
    }

    private Trial Try(int strength) => trials.GetOrAdd(strength, s => Run(Strengths[s], views: 1));

    private Trial Run(double regularization, int views, double share = 1)
    {
        var logits = new float[rows.Labels.Length][];
        var photos = new int[rows.FoldCount];
        if (rows.Measured.Count > 0)
            Parallel.For(0, rows.FoldCount, parallel, Fold);
        return Trial.Of(rows, regularization, views, logits, photos.Average());

        void Fold(int fold)
        {
            var others = Enumerable
                .Range(0, rows.Labels.Length)
                .Where(i => rows.Folds[i] != fold)
                .GroupBy(i => rows.Labels[i])
                .SelectMany(label => label.Take((int)Math.Ceiling(label.Count() * share)))
                .ToList();
            photos[fold] = others.Count;
            var head = HeadTrainer.Fit(
                Rows(others, views),
                rows.LabelCount,
                regularization,
                parallel.CancellationToken
            );
            foreach (var photo in rows.Measured.Where(i => rows.Folds[i] == fold))
                logits[photo] = head.Logits(rows.Row(photo, 0));
            fitted();
        }
    }

    private List<HeadRow> Rows(IEnumerable<int> photos, int views) =>
        [
            .. photos.SelectMany(photo =>
                Enumerable
                    .Range(0, views)
                    .Select(view => new HeadRow
                    {
                        Features = rows.Row(photo, view),
                        Label = (uint)rows.Labels[photo],
                        Weight = rows.Weights[photo] / views,
                    })
            ),
        ];
}
