using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Gives an output of the graph to a column that was asked for: NaN where the photo could not be read.</summary>
/// <param name="context">Where the steps are made.</param>
/// <param name="output">The column of the graph's output.</param>
/// <param name="column">The column that receives it.</param>
internal sealed class ExtraColumn(MLContext context, string output, string column) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        var schema = SchemaDefinition.Create(typeof(MaskedRow));
        schema[PipelineColumns.Masked].ColumnType = input.Schema[output].Type;
        return context
            .Transforms.CopyColumns(PipelineColumns.Output, output)
            .Append(
                context.Transforms.CustomMapping<ExtraRow, MaskedRow>(
                    MaskedRow.Fill,
                    MaskContract.Name,
                    inputSchemaDefinition: null,
                    schema
                )
            )
            .Append(context.Transforms.CopyColumns(column, PipelineColumns.Masked))
            .Append(context.Transforms.DropColumns(PipelineColumns.Output, PipelineColumns.Masked))
            .Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        context.Transforms.CopyColumns(column, output).GetOutputSchema(inputSchema);
}
