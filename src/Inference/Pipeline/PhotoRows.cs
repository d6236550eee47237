using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>A row whose photo is a path.</summary>
internal sealed class PathRow
{
    public ReadOnlyMemory<char> Photo;
}

/// <summary>A row whose photo is encoded.</summary>
internal sealed class EncodedRow
{
    [VectorType]
    public VBuffer<byte> Photo;
}

/// <summary>A row whose photo has been decoded by ML.NET.</summary>
internal sealed class ImageRow
{
    // Any size: the column's own type replaces it, but ML.NET refuses the attribute without one.
    [ImageType(1, 1)]
    public MLImage? Photo;
}

/// <summary>What the estimator adds to a row.</summary>
internal sealed class ClassifiedRow
{
    public string PredictedLabel = "";

    public float Score;

    [VectorType]
    public float[] Scores = [];

    public string Error = "";

    public static SchemaDefinition Schema(ImageClassificationColumns columns, IReadOnlyList<string> labels)
    {
        var schema = SchemaDefinition.Create(typeof(ClassifiedRow));
        // All are looked up before one is renamed: the schema finds a column by its present name.
        var (label, score) = (schema[nameof(PredictedLabel)], schema[nameof(Score)]);
        var (scores, error) = (schema[nameof(Scores)], schema[nameof(Error)]);
        (label.ColumnName, score.ColumnName, scores.ColumnName) = (
            columns.PredictedLabel,
            columns.Score,
            columns.Scores
        );
        scores.ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels.Count);
        var names = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(l => l.AsMemory())]);
        scores.AddAnnotation(SlotNames, names, new VectorDataViewType(TextDataViewType.Instance, labels.Count));
        if (columns.Error is null)
            schema.Remove(error);
        else
            error.ColumnName = columns.Error;
        return schema;
    }

    public void Fill(Func<Classification> classify, bool keepErrors, ImageModel model)
    {
        try
        {
            var answer = classify();
            (PredictedLabel, Score, Error) = (answer.Best.Label, answer.Best.Score, "");
            Scores = answer.Scores.AsSpan().ToArray();
        }
        catch (Exception e) when (keepErrors && e is PhotoException or IOException or UnauthorizedAccessException)
        {
            (PredictedLabel, Score, Error) = ("", float.NaN, e.Message);
            Scores = new float[model.Labels.Count];
            Array.Fill(Scores, float.NaN);
        }
    }

    // ML.NET's own constant, AnnotationUtils.Kinds.SlotNames, is internal.
    private const string SlotNames = nameof(SlotNames);
}
