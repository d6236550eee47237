using ClothesClassification.Training.Features;
using ClothesClassification.Training.Heads;

namespace ClothesClassification.Training;

/// <summary>The photos that are trained on, in folds.</summary>
internal sealed class TrainingSet
{
    private readonly IReadOnlyList<PhotoFeatures> features;
    private readonly PhotoReview review;
    private readonly int[] labels;
    private readonly int[] folds;
    private readonly float[] weights;

    public TrainingSet(
        IReadOnlyList<TrainingPhoto> photos,
        IReadOnlyList<PhotoFeatures> features,
        PhotoReview review,
        int folds,
        int views,
        int width
    )
    {
        this.features = features;
        this.review = review;
        (Views, Width) = (views, width);
        Photos = [.. review.Usable.Select(i => photos[i])];
        var positions = review.Labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => l.i);
        labels = [.. Photos.Select(p => positions[p.Label])];
        this.folds = FoldPlan.Of(labels, review.Units, review.Labels.Count, folds);
        // Each label counts the same, however many photos it has.
        var counts = labels.CountBy(label => label).ToDictionary();
        weights = Array.ConvertAll(labels, label => (float)labels.Length / counts.Count / counts[label]);
        TrainedLabels =
        [
            .. review.Labels.Select(
                (label, i) => new TrainedLabel(label, counts[i], (double)labels.Length / counts.Count / counts[i])
            ),
        ];
    }

    public IReadOnlyList<TrainingPhoto> Photos { get; }

    public IReadOnlyList<string> Labels => review.Labels;

    public IReadOnlyList<TrainedLabel> TrainedLabels { get; }

    public int Views { get; }

    public int Width { get; }

    public int FoldCount => folds.Max() + 1;

    /// <summary>Where each photo stands in what the user gave.</summary>
    public IReadOnlyList<int> Places => review.Usable;

    /// <summary>The photos as a file of the base model sees them.</summary>
    public LabelledRows RowsOf(int file) =>
        new(
            Labels.Count,
            labels,
            folds,
            review.Units,
            weights,
            (photo, view) => features[review.Usable[photo]].Row((file * Views) + view, Width)
        );
}
