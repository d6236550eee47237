using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>What ML.NET asks to see before it gives a transformer that learns nothing: a schema, and no rows.</summary>
internal sealed class TensorSchema(ModelInput input) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = Of(input);

    /// <summary>One column: a vector of the graph's element type and dimensions.</summary>
    public static DataViewSchema Of(ModelInput input)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(
            input.Name,
            new VectorDataViewType(
                input.Type == ElementType.UInt8 ? NumberDataViewType.Byte : NumberDataViewType.Single,
                input.Dimensions
            )
        );
        return schema.ToSchema();
    }

    public long? GetRowCount() => 0;

#pragma warning disable RS0030 // The interface names Random.
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        throw new NotSupportedException("There are no rows.");

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded,
        int n,
        Random? rand = null
    ) => [];
#pragma warning restore RS0030
}
