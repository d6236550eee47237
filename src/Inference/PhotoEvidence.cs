using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference;

/// <summary>Where in a photo the logits come from: one map a label, all of the same size.</summary>
public sealed class PhotoEvidence
{
    private readonly Dictionary<string, EvidenceMap> byLabel = new(StringComparer.Ordinal);

    /// <summary>Creates evidence, as a test of code that reads answers needs it.</summary>
    /// <param name="method">How it was found.</param>
    /// <param name="maps">One map a label, at least one.</param>
    /// <exception cref="ArgumentException">A label is there twice, or the maps' sizes differ.</exception>
    public PhotoEvidence(EvidenceMethod method, IReadOnlyList<EvidenceMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count == 0 || maps.Any(map => (map.Rows, map.Columns) != (maps[0].Rows, maps[0].Columns)))
            throw new ArgumentException("Maps of one size are needed, at least one.", nameof(maps));
        Method = method;
        Maps = maps;
        foreach (var map in maps)
            byLabel.Add(map.Label, map);
    }

    /// <summary>How it was found.</summary>
    public EvidenceMethod Method { get; }

    /// <summary>The maps, in the model's order of labels.</summary>
    public IReadOnlyList<EvidenceMap> Maps { get; }

    /// <summary>Rows of each map.</summary>
    public int Rows => Maps[0].Rows;

    /// <summary>Columns of each map.</summary>
    public int Columns => Maps[0].Columns;

    /// <summary>The map of a label.</summary>
    /// <param name="label">The label.</param>
    /// <exception cref="KeyNotFoundException">The model has no such label.</exception>
    public EvidenceMap this[string label] =>
        byLabel.TryGetValue(label, out var map)
            ? map
            : throw new KeyNotFoundException($"The model has no label '{label}'.");

    /// <summary>Carries grids over the model's picture over to the photo.</summary>
    /// <param name="model">The model.</param>
    /// <param name="size">The photo's size.</param>
    /// <param name="method">How the grids were found.</param>
    /// <param name="grids">One grid a label: labels, rows, columns. Those of the graph are changed.</param>
    internal static PhotoEvidence Of(ImageModel model, in PhotoSize size, EvidenceMethod method, Span<float> grids)
    {
        var (rows, columns) =
            method == EvidenceMethod.Output
                ? (model.EvidenceGrid!.Rows, model.EvidenceGrid.Columns)
                : (Occlusion.Side, Occlusion.Side);
        var places = rows * columns;
        // The graph's values have the logit as their mean, the photo's as their sum.
        for (var i = 0; method == EvidenceMethod.Output && i < grids.Length; i++)
            grids[i] /= places;
        var projection = new GridProjection(PictureShape.Of(model), size.Width, size.Height, rows, columns);
        var maps = new EvidenceMap[model.Labels.Count];
        for (var label = 0; label < maps.Length; label++)
        {
            var values = new float[projection.Rows * projection.Columns];
            var beside = projection.Apply(grids.Slice(label * places, places), values);
            maps[label] = new EvidenceMap(model.Labels[label], projection.Rows, projection.Columns, values, beside);
        }

        return new PhotoEvidence(method, maps);
    }
}
