using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>The fitted steps of an <see cref="ImageClassificationEstimator"/>; saving writes these steps.</summary>
public sealed class ImageClassificationTransformer : ITransformer, IDisposable
{
    private readonly ImageModel model;
    private readonly ExtraOutputs extras;
    private readonly DataViewSchema.Column photo;

    internal ImageClassificationTransformer(
        ImageModel model,
        ExtraOutputs extras,
        DataViewSchema.Column photo,
        TransformerChain<ITransformer> steps
    )
    {
        this.model = model;
        this.extras = extras;
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

    // ML.NET's ONNX transformer writes what its path holds now, and no file beside it.
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (photo.Type is ImageDataViewType { Height: > 0 })
            throw new NotSupportedException(
                $"Column '{photo.Name}' holds MLImages of a fixed size: a pipeline is saved with photos that are a path, encoded bytes or MLImages of any size, as LoadImages gives them."
            );
        foreach (var (path, sha256) in model.Files)
        {
            if (FileHash.Of(path) != sha256)
                throw new ModelException(
                    Path.GetRelativePath(model.Folder, path),
                    "file",
                    "other bytes than were loaded",
                    "the file that was loaded"
                );
        }

        if (model.HasExternalData)
            SaveInOneFile(ctx);
        else
            ((ICanSaveModel)Steps).Save(ctx);
    }

    // A saved pipeline holds one ONNX file: the step is made anew of a graph with its weights.
    private void SaveInOneFile(ModelSaveContext ctx)
    {
        var folder = Directory.CreateTempSubdirectory("clothes-").FullName;
        try
        {
            var file = Path.Combine(folder, Path.GetFileName(model.FilePath));
            File.WriteAllBytes(file, ExternalWeights.Embed(model));
            var embedded = model with { Folder = folder, FilePath = file };
            var scoring = OnnxScoring.Load(new MLContext(), embedded, intraOpThreads: 1, interOpThreads: 1, extras);
            using var session = scoring as IDisposable;
            var steps = Steps.Select(step => step is OnnxTransformer ? scoring : step).ToArray();
            ((ICanSaveModel)new TransformerChain<ITransformer>(steps)).Save(ctx);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
