using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline.Saving;

/// <summary>
/// The classifier as steps that ML.NET can save: only its own assemblies may write into a model zip, and a mapping of ours is
/// saved by its name alone. So a constant key is looked up in a table, which ML.NET saves with its content, and the mapping
/// gets the classifier out of what it finds there.
/// </summary>
/// <remarks>
/// <code>
/// photo -> copy -> key 0 -> table: key 0 is the package -> mapping by contract -> copies under the wanted names -> drop
/// </code>
/// </remarks>
internal static class SavedPipeline
{
    public static ITransformer Build(
        MLContext context,
        DataViewSchema input,
        ImageClassificationColumns columns,
        string package
    )
    {
        var transforms = context.Transforms;
        var classify =
            input[columns.Photo].Type is TextDataViewType
                ? (IEstimator<ITransformer>)transforms.CustomMapping(new PathContract().GetMapping(), PathContract.Name)
                : transforms.CustomMapping(new EncodedContract().GetMapping(), EncodedContract.Name);
        IEstimator<ITransformer> pipeline = transforms
            .CopyColumns(SavedColumns.Photo, columns.Photo)
            .Append(transforms.CustomMapping(new KeyContract().GetMapping(), KeyContract.Name))
            .Append(
                transforms.Conversion.MapValue(SavedColumns.Model, [KeyValuePair.Create(0, package)], SavedColumns.Key)
            )
            .Append(classify);
        foreach (
            var (wanted, made) in new[]
            {
                (columns.PredictedLabel, SavedColumns.PredictedLabel),
                (columns.Score, SavedColumns.Score),
                (columns.Scores, SavedColumns.Scores),
                (columns.Error, SavedColumns.Error),
            }
        )
        {
            if (wanted is not null)
                pipeline = pipeline.Append(transforms.CopyColumns(wanted, made));
        }

        return pipeline
            .Append(
                transforms.DropColumns(
                    SavedColumns.Photo,
                    SavedColumns.Key,
                    SavedColumns.Model,
                    SavedColumns.PredictedLabel,
                    SavedColumns.Score,
                    SavedColumns.Scores,
                    SavedColumns.Error
                )
            )
            .Fit(new SchemaOnly(input));
    }

    /// <summary>Data without rows: nothing is learnt, and estimators want to see the schema.</summary>
    private sealed class SchemaOnly(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new NotSupportedException("There are no rows.");

        public DataViewRowCursor[] GetRowCursorSet(
            IEnumerable<DataViewSchema.Column> columnsNeeded,
            int n,
            Random? rand = null
        ) => throw new NotSupportedException("There are no rows.");
    }
}
