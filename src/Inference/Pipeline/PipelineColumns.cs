namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// Names of columns between the mappings and ML.NET's steps. ML.NET saves a mapping by the name of its contract only, so the
/// columns of its row types are fixed; steps that copy give them the names that are asked for, and these are dropped.
/// </summary>
internal static class PipelineColumns
{
    public const string Photo = "ImageClassifier.Photo";
    public const string Picture = "ImageClassifier.Picture";
    public const string Error = "ImageClassifier.Error";
    public const string Key = "ImageClassifier.Key";
    public const string Settings = "ImageClassifier.Settings";
    public const string Outputs = "ImageClassifier.Outputs";
    public const string Output = "ImageClassifier.Output";
    public const string Masked = "ImageClassifier.Masked";
    public const string PredictedLabel = "ImageClassifier.PredictedLabel";
    public const string Score = "ImageClassifier.Score";
    public const string Scores = "ImageClassifier.Scores";
}
