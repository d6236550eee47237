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
    private readonly double[][] directions;
    private readonly double[][] sums;

    /// <param name="photos">The features of each photo, and the position of its label. Labels without photos get no centroid.</param>
    public CentroidFit(IReadOnlyList<(float[] Features, int Label)> photos)
    {
        this.photos = photos;
        var width = photos[0].Features.Length;
        center = [.. Enumerable.Range(0, width).Select(i => (float)photos.Average(p => (double)p.Features[i]))];
        directions = [.. photos.Select(p => Unit([.. p.Features.Select((value, i) => (double)value - center[i])]))];
        sums = [.. Enumerable.Range(0, photos.Max(p => p.Label) + 1).Select(_ => new double[width])];
        for (var p = 0; p < photos.Count; p++)
            Add(sums[photos[p].Label], directions[p], 1);
    }

    public FeatureCentroids Centroids => Of(sums);

    /// <summary>How alike each photo is to the others.</summary>
    /// <param name="withoutOwnLabel">Whether its label's other photos are left out, too, as if the label were unknown.</param>
    public IEnumerable<float> LeftOut(bool withoutOwnLabel = false)
    {
        for (var p = 0; p < photos.Count; p++)
        {
            var others = sums.ToArray();
            var own = (double[])others[photos[p].Label].Clone();
            Add(own, directions[p], -1);
            others[photos[p].Label] = withoutOwnLabel ? new double[own.Length] : own;
            yield return Of(others).LikenessOf(photos[p].Features);
        }
    }

    private FeatureCentroids Of(double[][] sums) =>
        new(center, [.. sums.Where(s => s.Any(v => v != 0)).Select(s => Array.ConvertAll(Unit(s), v => (float)v))]);

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
