using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Calibrating;

/// <summary>
/// The centroids of labelled photos: for each label the mean of its photos' directions, from the mean of all features. From the
/// origin instead all directions are near to each other, as features have no negative values.
/// </summary>
internal sealed class CentroidFit
{
    private readonly IReadOnlyList<(float[] Features, int Label)> photos;
    private readonly IReadOnlyList<int> units;
    private readonly float[] center;
    private readonly double[][] sums;

    /// <param name="photos">The features of each photo, and the position of its label. Labels without photos get no centroid.</param>
    /// <param name="units">A number for each photo, the same for those that belong together; null where each stands alone.</param>
    public CentroidFit(IReadOnlyList<(float[] Features, int Label)> photos, IReadOnlyList<int>? units = null)
    {
        this.photos = photos;
        this.units = units ?? [.. Enumerable.Range(0, photos.Count)];
        var width = photos[0].Features.Length;
        center = [.. Enumerable.Range(0, width).Select(i => (float)photos.Average(p => (double)p.Features[i]))];
        sums = [.. Enumerable.Range(0, photos.Max(p => p.Label) + 1).Select(_ => new double[width])];
        for (var p = 0; p < photos.Count; p++)
            Add(sums[photos[p].Label], Direction(p));
    }

    public FeatureCentroids Centroids => Of(sums.Select(UnitOf));

    /// <summary>How alike each photo is to the others, those that belong together with it left out.</summary>
    /// <param name="withoutOwnLabel">Whether its label's other photos are left out, too, as if the label were unknown.</param>
    public IReadOnlyList<float> LeftOut(bool withoutOwnLabel = false)
    {
        var all = Array.ConvertAll(sums, UnitOf);
        var likenesses = new float[photos.Count];
        foreach (var together in Enumerable.Range(0, photos.Count).GroupBy(p => units[p]))
        {
            var others = (float[]?[])all.Clone();
            foreach (var label in together.GroupBy(p => photos[p].Label))
                others[label.Key] = UnitOf(SumWithout(label));
            foreach (var p in together)
            {
                var compared = (float[]?[])others.Clone();
                if (withoutOwnLabel)
                    compared[photos[p].Label] = null;
                likenesses[p] = Of(compared).LikenessOf(photos[p].Features);
            }
        }

        return likenesses;
    }

    // What is left out is added up as the sum was, so that of a label without other photos exactly 0 is left.
    private double[] SumWithout(IGrouping<int, int> label)
    {
        var left = new double[center.Length];
        foreach (var p in label)
            Add(left, Direction(p));
        return [.. sums[label.Key].Zip(left, (sum, value) => sum - value)];
    }

    private FeatureCentroids Of(IEnumerable<float[]?> directions) => new(center, [.. directions.OfType<float[]>()]);

    // Null where there are no photos.
    private static float[]? UnitOf(double[] sum) =>
        Array.TrueForAll(sum, v => v == 0) ? null : Array.ConvertAll(Unit(sum), v => (float)v);

    private double[] Direction(int photo) =>
        Unit([.. photos[photo].Features.Select((value, i) => (double)value - center[i])]);

    private static void Add(double[] sum, double[] direction)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += direction[i];
    }

    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(v => v * v));
        return length > 0 ? Array.ConvertAll(vector, v => v / length) : vector;
    }
}
