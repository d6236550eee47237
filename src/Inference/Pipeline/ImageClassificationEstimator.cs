using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// An ML.NET estimator from a column of photos to label, score and scores. Rows are classified as they are read, and only
/// when one of the columns is asked for, by the same pooled engines as <see cref="ImageClassifier"/>'s other members; the
/// engines' own <see cref="MLContext"/> leaves the caller's ONNX session options alone.
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
/// Best label (text), its score (single), all scores (vector of singles, one a label, slots named by the labels), and on
/// request the error (text).
/// </description></item>
/// <item><term>Can be saved</term><description>
/// Yes, by <c>mlContext.Model.Save</c>, where the input is text or a vector of bytes: the zip holds the model's files, and
/// <c>mlContext.Model.Load</c> needs nothing but this assembly. In a loaded pipeline all scores are a vector of variable size
/// whose slots have no names, and MaxConcurrency is that of the machine; its classifier is made at the first row.
/// </description></item>
/// </list>
/// </remarks>
public sealed class ImageClassificationEstimator : IEstimator<ITransformer>
{
    private readonly MLContext context = new();
    private readonly ImageClassifier classifier;
    private readonly ImageClassificationColumns columns;

    internal ImageClassificationEstimator(ImageClassifier classifier, ImageClassificationColumns? columns)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        this.classifier = classifier;
        this.columns = columns ?? new ImageClassificationColumns();
        this.columns.Validate();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input column is missing or holds no photos.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column =
            input.Schema.GetColumnOrNull(columns.Photo)
            ?? throw new ArgumentException(
                $"There is no column '{columns.Photo}'; there are {string.Join(", ", input.Schema.Select(c => c.Name))}.",
                nameof(input)
            );
        return new ImageClassificationTransformer(
            context,
            Mapping(column.Type).Fit(input),
            input.Schema,
            classifier,
            columns
        );
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input column is missing or holds no photos.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = inputSchema.FirstOrDefault(c => c.Name == columns.Photo);
        if (column.Name is null)
            throw new ArgumentException($"There is no column '{columns.Photo}'.", nameof(inputSchema));
        DataViewType type =
            column.Kind == SchemaShape.Column.VectorKind.Scalar || column.ItemType is not PrimitiveDataViewType item
                ? column.ItemType
                : new VectorDataViewType(item);
        return Mapping(type).GetOutputSchema(inputSchema);
    }

    private IEstimator<ITransformer> Mapping(DataViewType type) =>
        type switch
        {
            TextDataViewType => Mapping<PathRow>(type, row => classifier.ClassifyPath(row.Photo.ToString())),
            VectorDataViewType { ItemType: NumberDataViewType item } when item == NumberDataViewType.Byte =>
                Mapping<EncodedRow>(type, row => classifier.ClassifyBuffer(row.Photo)),
            ImageDataViewType => Mapping<ImageRow>(type, row => classifier.ClassifyImage(row.Photo)),
            _ => throw new ArgumentException(
                $"Column '{columns.Photo}' is of type {type}; a text (path), a vector of bytes (encoded photo) or an MLImage is needed."
            ),
        };

    private CustomMappingEstimator<TPhoto, ClassifiedRow> Mapping<TPhoto>(
        DataViewType type,
        Func<TPhoto, Classification> classify
    )
        where TPhoto : class, new()
    {
        if (type is ImageDataViewType image)
            ImageTypes.Register(image);
        var input = SchemaDefinition.Create(typeof(TPhoto));
        (input.Single().ColumnName, input.Single().ColumnType) = (columns.Photo, type);
        return context.Transforms.CustomMapping<TPhoto, ClassifiedRow>(
            (photo, row) => row.Fill(() => classify(photo), keepErrors: columns.Error is not null, classifier.Model),
            contractName: null,
            input,
            ClassifiedRow.Schema(columns, classifier.Model.Labels)
        );
    }
}
