using ClothesClassification.Inference.Pipeline.Saving;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>The step that classifies: a mapping of rows, and when it is saved, steps that ML.NET can save.</summary>
internal sealed class ImageClassificationTransformer(
    MLContext context,
    ITransformer mapping,
    DataViewSchema input,
    ImageClassifier classifier,
    ImageClassificationColumns columns
) : ITransformer
{
    public bool IsRowToRowMapper => mapping.IsRowToRowMapper;

    public IDataView Transform(IDataView input) => mapping.Transform(input);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    public void Save(ModelSaveContext ctx)
    {
        if (input[columns.Photo].Type is ImageDataViewType)
            throw new NotSupportedException(
                $"Column '{columns.Photo}' holds MLImages: a pipeline is saved with photos that are a path or encoded bytes."
            );
        var package = ModelPackage.Pack(
            classifier.Model,
            PackageOptions.Of(classifier, keepErrors: columns.Error is not null)
        );
        SavedPipeline.Build(context, input, columns, package).Save(ctx);
    }
}
