using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// An ML.NET estimator from a column of photos to label, score and scores: a chain of steps, whose columns are all there to be
/// looked at. Rows are classified as they are read, and only when one of the columns is asked for.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Needs training</term><description>No; <c>Fit</c> looks at the schema only.</description></item>
/// <item><term>Input column</term><description>
/// Text: the path of a file. Vector of bytes: an encoded photo. MLImage: a decoded photo, taken as upright, as whoever
/// decoded it dropped its EXIF orientation; its colours are taken as premultiplied, as MLImage decodes them. ML.NET reads
/// some thousand rows ahead: for photos of megabytes give paths, which are opened one by one.
/// </description></item>
/// <item><term>Output columns</term><description>
/// The model's picture (MLImage); the graph's input and outputs by their own names (vectors); best label (text), its score
/// (single), all scores (vector of singles, one per label, slots named by the labels), and on request the error (text), the features
/// (vector of singles) and the evidence (labels x rows x columns).
/// </description></item>
/// <item><term>Can be saved</term><description>
/// Yes, by <c>mlContext.Model.Save</c>, with the ONNX file: <c>mlContext.Model.Load</c> needs nothing but this assembly. In a
/// loaded pipeline all scores are a vector of variable size whose slots have no names, and ONNX Runtime has the options of
/// the context that loaded it (<c>SetOnnxSessionOption</c>).
/// </description></item>
/// <item><term>Memory</term><description>
/// The session is made with the estimator. Dispose what <c>Fit</c> returned, once, when no more rows are read.
/// </description></item>
/// </list>
/// </remarks>
public sealed class ImageClassificationEstimator : IEstimator<ImageClassificationTransformer>
{
    private readonly ImageModel model;
    private readonly ImageClassificationColumns columns;
    private readonly EstimatorChain<ITransformer> steps;

    internal ImageClassificationEstimator(
        ImageModel model,
        ImageClassificationColumns columns,
        EstimatorChain<ITransformer> steps
    )
    {
        this.model = model;
        this.columns = columns;
        this.steps = steps;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input column is missing or holds no photos, or a column would be hidden.</exception>
    public ImageClassificationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var added = new[] { columns.Picture, model.Input.Name }.Concat(
            OnnxScoring.OutputColumns(model, columns.Extras)
        );
        if (added.FirstOrDefault(name => input.Schema.GetColumnOrNull(name) is not null) is { } hidden)
            throw new ArgumentException(
                $"Column '{hidden}' would be hidden: the pipeline adds a column of this name. Rename yours by CopyColumns and DropColumns.",
                nameof(input)
            );
        var fitted = steps.Fit(input);
        return new ImageClassificationTransformer(model, input.Schema[columns.Photo], fitted);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input column is missing or holds no photos.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => steps.GetOutputSchema(inputSchema);
}
