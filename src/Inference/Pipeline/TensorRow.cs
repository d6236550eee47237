using ClothesClassification.Inference.Models;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>ML.NET's view of one picture: a column named as the graph's input.</summary>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class TensorRow<T>
    where T : unmanaged
{
    [VectorType]
    public VBuffer<T> Tensor;

    public static SchemaDefinition Schema(ModelInput input)
    {
        var schema = SchemaDefinition.Create(typeof(TensorRow<T>));
        schema[nameof(Tensor)].ColumnType = OnnxScoring.TensorType(input);
        schema[nameof(Tensor)].ColumnName = input.Name;
        return schema;
    }
}

/// <summary>ML.NET's view of the graph's outputs. A member whose output the graph lacks stays empty.</summary>
internal sealed class ScoreRow
{
    [VectorType]
    public VBuffer<float> Logits;

    [VectorType]
    public VBuffer<float> Probabilities;

    public static SchemaDefinition Schema(ImageModel model)
    {
        var schema = SchemaDefinition.Create(typeof(ScoreRow));
        Bind(schema, nameof(Logits), model.LogitsName, model.Labels.Count);
        Bind(schema, nameof(Probabilities), model.ProbabilitiesName, model.Labels.Count);
        return schema;
    }

    private static void Bind(SchemaDefinition schema, string member, string? column, int labels)
    {
        var definition = schema[member];
        if (column is null)
        {
            schema.Remove(definition);
            return;
        }

        definition.ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels);
        definition.ColumnName = column;
    }
}
