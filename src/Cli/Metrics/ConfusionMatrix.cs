namespace ClothesClassification.Cli.Metrics;

/// <summary>Counts photos by true label (row) and predicted label (column).</summary>
internal sealed class ConfusionMatrix(int labels)
{
    private readonly int[][] counts = Enumerable.Range(0, labels).Select(_ => new int[labels]).ToArray();

    /// <summary>Rows are true labels, columns predicted ones.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => counts;

    public int Correct => Enumerable.Range(0, labels).Sum(i => counts[i][i]);

    public void Add(int truth, int predicted) => counts[truth][predicted]++;

    /// <summary>Precision, recall and F1 of a label; null where there is nothing to divide by.</summary>
    public ClassMetrics Of(int label)
    {
        var hits = counts[label][label];
        var support = counts[label].Sum();
        var predicted = counts.Sum(row => row[label]);
        return new ClassMetrics(
            Ratio(hits, predicted),
            Ratio(hits, support),
            // 2 P R / (P + R), without the detour over two ratios.
            Ratio(2 * hits, predicted + support),
            support
        );
    }

    private static double? Ratio(int part, int whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>Precision, recall and F1 of a label.</summary>
/// <param name="Precision">Share of the photos predicted as the label that are of it; null where none was predicted.</param>
/// <param name="Recall">Share of the label's photos that were predicted as it; null where there are none.</param>
/// <param name="F1">Harmonic mean of the two; null where the label neither is there nor was predicted.</param>
/// <param name="Support">Photos of the label.</param>
internal sealed record ClassMetrics(double? Precision, double? Recall, double? F1, int Support);
