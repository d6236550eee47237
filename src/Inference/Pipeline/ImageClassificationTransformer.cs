using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>The fitted steps of an <see cref="ImageClassificationEstimator"/>; saving writes these steps.</summary>
public sealed class ImageClassificationTransformer : ITransformer, IDisposable
{
    private readonly ImageModel model;
    private readonly DataViewSchema.Column photo;

    internal ImageClassificationTransformer(
        ImageModel model,
        DataViewSchema.Column photo,
        TransformerChain<ITransformer> steps
    )
    {
        this.model = model;
        this.photo = photo;
        Steps = steps;
    }

    /// <summary>The steps, in order: pictures, tensor, ONNX transformer, labels.</summary>
    public TransformerChain<ITransformer> Steps { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => ((ITransformer)Steps).IsRowToRowMapper;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => Steps.Transform(input);

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Steps.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        ((ITransformer)Steps).GetRowToRowMapper(inputSchema);

    /// <summary>Frees the memory of the ONNX session.</summary>
    public void Dispose() => Steps.Dispose();

    // ML.NET's ONNX transformer writes what its path holds now.
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (photo.Type is ImageDataViewType { Height: > 0 })
            throw new NotSupportedException(
                $"Column '{photo.Name}' holds MLImages of a fixed size: a pipeline is saved with photos that are a path, encoded bytes or MLImages of any size, as LoadImages gives them."
            );
        model.CheckFilesAreAsLoaded();
        ((ICanSaveModel)Steps).Save(ctx);
    }
}
