using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// ML.NET's view of one picture: a row with one column, named as the graph's input. ML.NET's own rows over objects are
/// compiled at run time by reflection, which takes a tenth of a cold start (docs/cold-start.md).
/// </summary>
/// <typeparam name="T">Element type of the graph's input: byte or float.</typeparam>
internal sealed class TensorRow<T>(ModelInput input) : DataViewRow
    where T : unmanaged
{
    private long position;

    /// <summary>The picture: the graph's elements in the graph's order.</summary>
    public T[] Tensor { get; } = new T[input.Length];

    public override DataViewSchema Schema { get; } = TensorSchema.Of(input);

    public override long Position => position;

    public override long Batch => 0;

    /// <summary>Makes this the next row: a transformer computes once for each.</summary>
    public void MoveNext() => position++;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        (Delegate)(ValueGetter<VBuffer<T>>)Get as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' holds {typeof(T)}, not {typeof(TValue)}.");

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

    private void Get(ref VBuffer<T> value) => value = new VBuffer<T>(Tensor.Length, Tensor);
}
