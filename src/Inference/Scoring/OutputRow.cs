using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// A row of ML.NET's ONNX transformer that asks for the scores and some of the other outputs: the transformer fetches only
/// what its row asks for.
/// </summary>
internal sealed class OutputRow : IDisposable
{
    private readonly ImageModel model;
    private readonly DataViewRow row;
    private readonly ExtraOutputs extras;
    private readonly ValueGetter<VBuffer<float>>? readLogits;
    private readonly ValueGetter<VBuffer<float>>? readProbabilities;
    private readonly ValueGetter<VBuffer<float>>? readFeatures;
    private readonly ValueGetter<VBuffer<float>>? readEvidence;
    private VBuffer<float> logitsRow;
    private VBuffer<float> probabilitiesRow;
    private VBuffer<float> featuresRow;
    private VBuffer<float> evidenceRow;

    public OutputRow(ITransformer scoring, ImageModel model, DataViewRow input, ExtraOutputs extras)
    {
        this.model = model;
        this.extras = extras;
        var mapper = scoring.GetRowToRowMapper(input.Schema);
        row = mapper.GetRow(input, OnnxScoring.OutputColumns(model, extras).Select(name => mapper.OutputSchema[name]));
        readLogits = Scores(model.LogitsName, "outputs.logits");
        readProbabilities = Scores(model.ProbabilitiesName, "outputs.probabilities");
        if ((extras & (ExtraOutputs.Features | ExtraOutputs.Likeness)) != 0)
            readFeatures = Getter(model.FeaturesName);
        if (extras.HasFlag(ExtraOutputs.Evidence))
            readEvidence = Getter(model.EvidenceName);
    }

    /// <summary>Runs the model on what the input holds, and reads the scores.</summary>
    /// <param name="logits">Receives one logit per label; not written where the graph has none.</param>
    /// <param name="scores">Receives one score per label.</param>
    public void Read(Span<float> logits, Span<float> scores)
    {
        readLogits?.Invoke(ref logitsRow);
        readProbabilities?.Invoke(ref probabilitiesRow);
        if (readLogits is not null)
            Copy(logitsRow, logits, "outputs.logits");
        if (readProbabilities is not null)
            Copy(probabilitiesRow, scores, "outputs.probabilities");
        else
            ScoreActivation.Apply(model.Activation, logits, scores);
    }

    /// <summary>Reads the other outputs, of the same run.</summary>
    public ExtraValues ReadExtras()
    {
        readFeatures?.Invoke(ref featuresRow);
        readEvidence?.Invoke(ref evidenceRow);
        return new ExtraValues(
            extras.HasFlag(ExtraOutputs.Features) ? [.. featuresRow.GetValues()] : null,
            readEvidence is null ? null : LabelsFirst(evidenceRow.GetValues()),
            extras.HasFlag(ExtraOutputs.Likeness) ? Likeness(model.Calibration!.Centroids!) : null
        );
    }

    private float Likeness(FeatureCentroids centroids) =>
        featuresRow.Length == centroids.Width
            ? centroids.LikenessOf(featuresRow.GetValues())
            : throw Refuse(
                "outputs.features",
                $"{featuresRow.Length} numbers",
                $"{centroids.Width}, as the calibration has"
            );

    public void Dispose() => row.Dispose();

    private ValueGetter<VBuffer<float>>? Scores(string? name, string field)
    {
        if (name is null)
            return null;
        var column = row.Schema[name];
        return column.Type is VectorDataViewType { Size: var width } && width == model.Labels.Count
            ? Getter(name)
            : throw Refuse(field, $"{column.Type}");
    }

    private ValueGetter<VBuffer<float>>? Getter(string? name) =>
        name is null ? null : row.GetGetter<VBuffer<float>>(row.Schema[name]);

    private float[] LabelsFirst(ReadOnlySpan<float> evidence)
    {
        var (labels, grid) = (model.Labels.Count, model.EvidenceGrid!);
        var places = grid.Rows * grid.Columns;
        if (evidence.Length != labels * places)
            throw Refuse("outputs.evidence", $"{evidence.Length} numbers", $"{labels * places}, as the graph says");
        if (!grid.LabelsLast)
            return [.. evidence];
        var turned = new float[evidence.Length];
        for (var i = 0; i < evidence.Length; i++)
            turned[(i % labels * places) + (i / labels)] = evidence[i];
        return turned;
    }

    // A graph whose output has a free width passes the check of the file.
    private void Copy(in VBuffer<float> values, Span<float> target, string field)
    {
        if (values.Length != target.Length)
            throw Refuse(field, $"{values.Length} numbers");
        values.GetValues().CopyTo(target);
    }

    private ModelException Refuse(string field, string found, string? expected = null) =>
        new(
            Path.GetRelativePath(model.Folder, model.FilePath),
            field,
            found,
            expected ?? $"{model.Labels.Count} numbers, one per label"
        );
}
