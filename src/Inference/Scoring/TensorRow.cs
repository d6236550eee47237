using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// ML.NET's view of one picture: a row with one column, named as the graph's input. ML.NET's own rows over objects are
/// compiled at run time by reflection, which takes a tenth of a cold start (docs/cold-start.md).
/// </summary>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class TensorRow<T> : DataViewRow, IDataView
    where T : unmanaged
{
    private long position;

    public TensorRow(ModelInput input)
    {
        Tensor = new T[input.Length];
        var schema = new DataViewSchema.Builder();
        PrimitiveDataViewType item = typeof(T) == typeof(byte) ? NumberDataViewType.Byte : NumberDataViewType.Single;
        schema.AddColumn(input.Name, new VectorDataViewType(item, input.Dimensions));
        Schema = schema.ToSchema();
    }

    /// <summary>The picture: the graph's elements in the graph's order.</summary>
    public T[] Tensor { get; }

    public override DataViewSchema Schema { get; }

    public override long Position => position;

    public override long Batch => 0;

    bool IDataView.CanShuffle => false;

    /// <summary>Makes this the next row: a transformer computes once for each.</summary>
    public void MoveNext() => position++;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        (Delegate)(ValueGetter<VBuffer<T>>)Get as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' holds {typeof(T)}, not {typeof(TValue)}.");

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

    // An estimator that needs no training asks for data only to see its schema.
    long? IDataView.GetRowCount() => 0;

#pragma warning disable RS0030 // The interface names Random.
    DataViewRowCursor IDataView.GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand) =>
        throw new NotSupportedException("There are no rows.");

    DataViewRowCursor[] IDataView.GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded,
        int n,
        Random? rand
    ) => [];
#pragma warning restore RS0030

    private void Get(ref VBuffer<T> value) => value = new VBuffer<T>(Tensor.Length, Tensor);
}
