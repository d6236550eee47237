using ClothesClassification.Inference.Scoring;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>What the graph gave for a photo: probabilities where it has them, else logits.</summary>
internal sealed class OutputsRow
{
    [ColumnName(PipelineColumns.Outputs)]
    [VectorType]
    public VBuffer<float> Outputs;

    [ColumnName(PipelineColumns.Error)]
    public ReadOnlyMemory<char> Error;

    [ColumnName(PipelineColumns.Settings)]
    public ReadOnlyMemory<char> Settings;
}

/// <summary>The answer for a photo.</summary>
internal sealed class LabelRow
{
    // ML.NET's own constant, AnnotationUtils.Kinds.SlotNames, is internal.
    private const string SlotNames = nameof(SlotNames);

    [ColumnName(PipelineColumns.PredictedLabel)]
    public string PredictedLabel = "";

    [ColumnName(PipelineColumns.Score)]
    public float Score;

    [ColumnName(PipelineColumns.Scores)]
    [VectorType]
    public float[] Scores = [];

    private ReadOnlyMemory<char> text;
    private PipelineSettings? settings;

    /// <summary>The columns with the number of scores, and their slots named by the labels.</summary>
    public static SchemaDefinition Schema(IReadOnlyList<string> labels)
    {
        var schema = SchemaDefinition.Create(typeof(LabelRow));
        var scores = schema[PipelineColumns.Scores];
        scores.ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels.Count);
        var names = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(l => l.AsMemory())]);
        scores.AddAnnotation(SlotNames, names, new VectorDataViewType(TextDataViewType.Instance, labels.Count));
        return schema;
    }

    public static void Fill(OutputsRow row, LabelRow answer) => answer.Fill(row);

    private void Fill(OutputsRow row)
    {
        if (settings is null || !text.Equals(row.Settings))
            (text, settings) = (row.Settings, PipelineSettings.Parse(row.Settings));
        var model = settings.Model;
        Scores = new float[model.Labels.Count];
        if (!row.Error.IsEmpty)
        {
            (PredictedLabel, Score) = ("", float.NaN);
            Array.Fill(Scores, float.NaN);
            return;
        }

        if (model.ProbabilitiesName is null)
        {
            // A step of the caller's between may leave out zeros.
            var logits = row.Outputs.IsDense ? row.Outputs.GetValues() : row.Outputs.DenseValues().ToArray();
            ScoreActivation.Apply(model.Activation, logits, Scores);
        }
        else
        {
            row.Outputs.CopyTo(Scores);
        }

        var best = Ranking.Order(Scores)[0];
        (PredictedLabel, Score) = (model.Labels[best], Scores[best]);
    }
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class LabelContract : CustomMappingFactory<OutputsRow, LabelRow>
{
    public const string Name = "ClothesClassification.Inference.Label";

    public override Action<OutputsRow, LabelRow> GetMapping() => LabelRow.Fill;
}
