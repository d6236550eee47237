using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ClothesClassification.Inference.Pipeline.Saving;

/// <summary>Names of the columns inside a saved pipeline; they are dropped before its end.</summary>
internal static class SavedColumns
{
    public const string Photo = "ImageClassifier.Photo";
    public const string Key = "ImageClassifier.Key";
    public const string Model = "ImageClassifier.Model";
    public const string PredictedLabel = "ImageClassifier.PredictedLabel";
    public const string Score = "ImageClassifier.Score";
    public const string Scores = "ImageClassifier.Scores";
    public const string Error = "ImageClassifier.Error";
}

/// <summary>No column at all.</summary>
internal sealed class NoColumns;

/// <summary>The one key of the table that holds the package.</summary>
internal sealed class KeyRow
{
    [ColumnName(SavedColumns.Key)]
    public int Key;
}

/// <summary>A row whose photo is a path, with the package.</summary>
internal sealed class SavedPathRow
{
    [ColumnName(SavedColumns.Photo)]
    public ReadOnlyMemory<char> Photo;

    [ColumnName(SavedColumns.Model)]
    public ReadOnlyMemory<char> Model;
}

/// <summary>A row whose photo is encoded, with the package.</summary>
internal sealed class SavedEncodedRow
{
    [ColumnName(SavedColumns.Photo)]
    [VectorType]
    public VBuffer<byte> Photo;

    [ColumnName(SavedColumns.Model)]
    public ReadOnlyMemory<char> Model;
}

/// <summary>What a saved pipeline adds to a row.</summary>
internal sealed class SavedAnswerRow
{
    [ColumnName(SavedColumns.PredictedLabel)]
    public string PredictedLabel = "";

    [ColumnName(SavedColumns.Score)]
    public float Score;

    [ColumnName(SavedColumns.Scores)]
    [VectorType]
    public float[] Scores = [];

    [ColumnName(SavedColumns.Error)]
    public string Error = "";

    public void Fill(ReadOnlyMemory<char> package, Func<ImageClassifier, Classification> classify)
    {
        var (classifier, keepErrors) = SavedClassifier.Of(package);
        var row = new ClassifiedRow();
        row.Fill(() => classify(classifier), keepErrors, classifier.Model);
        (PredictedLabel, Score, Scores, Error) = (row.PredictedLabel, row.Score, row.Scores, row.Error);
    }
}

// ML.NET writes a contract's name into the zip, and finds the class by it when the zip is loaded.
[CustomMappingFactoryAttribute(Name)]
internal sealed class KeyContract : CustomMappingFactory<NoColumns, KeyRow>
{
    public const string Name = "ClothesClassification.Inference.Key";

    public override Action<NoColumns, KeyRow> GetMapping() => static (_, row) => row.Key = 0;
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class PathContract : CustomMappingFactory<SavedPathRow, SavedAnswerRow>
{
    public const string Name = "ClothesClassification.Inference.Path";

    public override Action<SavedPathRow, SavedAnswerRow> GetMapping() =>
        static (row, answer) => answer.Fill(row.Model, classifier => classifier.ClassifyPath(row.Photo.ToString()));
}

[CustomMappingFactoryAttribute(Name)]
internal sealed class EncodedContract : CustomMappingFactory<SavedEncodedRow, SavedAnswerRow>
{
    public const string Name = "ClothesClassification.Inference.Encoded";

    public override Action<SavedEncodedRow, SavedAnswerRow> GetMapping() =>
        static (row, answer) => answer.Fill(row.Model, classifier => classifier.ClassifyBuffer(row.Photo));
}
