using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Training.Pipeline;

/// <summary>
/// An ML.NET estimator from a column of photos, as paths, and one of labels to a pipeline that classifies photos: <c>Fit</c> trains,
/// and writes a model folder.
/// </summary>
public sealed class ImageTrainingEstimator : IEstimator<ImageClassificationTransformer>
{
    private readonly ImageTrainerOptions options;
    private readonly ImageTrainer trainer;
    private readonly string modelFolder;
    private readonly string labelColumn;
    private readonly string? groupColumn;
    private readonly string photoColumn;
    private readonly Func<ImageModel, ImageClassificationEstimator> classify;

    internal ImageTrainingEstimator(
        ImageTrainerOptions options,
        string modelFolder,
        string labelColumn,
        string? groupColumn,
        ImageClassificationColumns columns,
        Func<ImageModel, ImageClassificationEstimator> classify
    )
    {
        this.options = options;
        this.modelFolder = modelFolder;
        this.labelColumn = labelColumn;
        this.groupColumn = groupColumn;
        this.classify = classify;
        photoColumn = columns.Photo;
        trainer = new ImageTrainer(options);
    }

    /// <summary>What the last <c>Fit</c> found out; null before the first.</summary>
    public TrainingResult? Result { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column is missing or is not text.</exception>
    /// <exception cref="ModelException">The base model cannot be loaded, or has no features.</exception>
    /// <exception cref="TrainingException">A label is empty, or fewer than two have a photo that can be used.</exception>
    /// <exception cref="IOException">The folder cannot be written, or holds something else.</exception>
    public ImageClassificationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        // ML.NET fits synchronously.
        Result = trainer.TrainAsync(Read(input), modelFolder).GetAwaiter().GetResult();
        return classify(Result.Model).Fit(input);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The column of photos is missing or holds none.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        classify(ImageModel.Load(options.BaseModel)).GetOutputSchema(inputSchema);

    private List<TrainingPhoto> Read(IDataView input)
    {
        string?[] names = [photoColumn, labelColumn, groupColumn];
        var columns = names.OfType<string>().Select(name => Text(input.Schema, name)).ToList();
        List<TrainingPhoto> photos = [];
        using var cursor = input.GetRowCursor(columns);
        var getters = columns.ConvertAll(cursor.GetGetter<ReadOnlyMemory<char>>);
        var values = new string[columns.Count];
        while (cursor.MoveNext())
        {
            for (var i = 0; i < values.Length; i++)
            {
                ReadOnlyMemory<char> value = default;
                getters[i](ref value);
                values[i] = value.ToString();
            }

            photos.Add(new TrainingPhoto(values[0], values[1], values.Length > 2 ? values[2] : null));
        }

        return photos;
    }

    private static DataViewSchema.Column Text(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { Type: TextDataViewType } column
            ? column
            : throw new ArgumentException(
                schema.GetColumnOrNull(name) is { } other
                    ? $"Column '{name}' is {other.Type}; text is needed."
                    : $"There is no column '{name}'; the columns are {string.Join(", ", schema.Select(c => c.Name))}."
            );
}
