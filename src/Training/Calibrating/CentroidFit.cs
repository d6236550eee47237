using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Calibrating;

/// <summary>
/// The centroids of labelled photos: for each label the mean of its photos' directions, from the mean of all features. From the
/// origin instead all directions are near to each other, as features have no negative values.
/// </summary>
internal sealed class CentroidFit
{
    private readonly IReadOnlyList<(float[] Features, int Label)> photos;
    private readonly float[] center;
    private readonly double[][] sums;

    /// <param name="photos">The features of each photo, and the position of its label. Labels without photos get no centroid.</param>
    public CentroidFit(IReadOnlyList<(float[] Features, int Label)> photos)
    {
        this.photos = photos;
        var width = photos[0].Features.Length;
        center = [.. Enumerable.Range(0, width).Select(i => (float)photos.Average(p => (double)p.Features[i]))];
        sums = [.. Enumerable.Range(0, photos.Max(p => p.Label) + 1).Select(_ => new double[width])];
        for (var p = 0; p < photos.Count; p++)
            Add(sums[photos[p].Label], Direction(p), 1);
    }

    public FeatureCentroids Centroids => Of(sums.Select(UnitOf));

    /// <summary>How alike each photo is to the others.</summary>
    /// <param name="withoutOwnLabel">Whether its label's other photos are left out, too, as if the label were unknown.</param>
    public IEnumerable<float> LeftOut(bool withoutOwnLabel = false)
    {
        var units = Array.ConvertAll(sums, UnitOf);
        for (var p = 0; p < photos.Count; p++)
        {
            var own = (double[])sums[photos[p].Label].Clone();
            Add(own, Direction(p), -1);
            var others = (float[]?[])units.Clone();
            others[photos[p].Label] = withoutOwnLabel ? null : UnitOf(own);
            yield return Of(others).LikenessOf(photos[p].Features);
        }
    }

    private FeatureCentroids Of(IEnumerable<float[]?> units) => new(center, [.. units.OfType<float[]>()]);

    // Null where there are no photos.
    private static float[]? UnitOf(double[] sum) =>
        Array.TrueForAll(sum, v => v == 0) ? null : Array.ConvertAll(Unit(sum), v => (float)v);

    private double[] Direction(int photo) =>
        Unit([.. photos[photo].Features.Select((value, i) => (double)value - center[i])]);

    private static void Add(double[] sum, double[] direction, int times)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += times * direction[i];
    }

    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(v => v * v));
        return length > 0 ? Array.ConvertAll(vector, v => v / length) : vector;
    }
}
