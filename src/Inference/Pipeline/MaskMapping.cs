using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>One output of the graph, and what is wrong with the photo.</summary>
internal sealed class ExtraRow
{
    [ColumnName(PipelineColumns.Output)]
    [VectorType]
    public VBuffer<float> Output;

    [ColumnName(PipelineColumns.Error)]
    public ReadOnlyMemory<char> Error;
}

/// <summary>The same output; NaN where something is wrong, as the graph then saw a black picture.</summary>
internal sealed class MaskedRow
{
    [ColumnName(PipelineColumns.Masked)]
    [VectorType]
    public float[] Masked = [];

    public static void Fill(ExtraRow row, MaskedRow masked)
    {
        masked.Masked = new float[row.Output.Length];
        if (row.Error.IsEmpty)
            row.Output.CopyTo(masked.Masked);
        else
            Array.Fill(masked.Masked, float.NaN);
    }
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class MaskContract : CustomMappingFactory<ExtraRow, MaskedRow>
{
    public const string Name = "ClothesClassification.Inference.Mask";

    public override Action<ExtraRow, MaskedRow> GetMapping() => MaskedRow.Fill;
}
