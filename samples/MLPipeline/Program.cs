// Classification as a step of an ML.NET pipeline, saved by one process and used by another:
// MLPipeline save model photos pipeline.zip
// MLPipeline score pipeline.zip photos

using ClothesClassification.Inference;
using ClothesClassification.Inference.Pipeline;
using Microsoft.ML;

switch (args)
{
    case ["save", var modelFolder, var folder, var zip]:
        Save(modelFolder, folder, zip);
        return 0;
    case ["score", var zip, var folder]:
        Score(zip, folder);
        return 0;
    default:
        Console.Error.WriteLine(
            "Give save, a model folder, a folder of photos and a zip; or score, a zip and a folder."
        );
        return 2;
}

static void Save(string modelFolder, string folder, string zip)
{
    #region pipeline
    var mlContext = new MLContext();
    using var classifier = ImageClassifier.Load(modelFolder);
    var photos = mlContext.Data.LoadPhotos(folder);
    var columns = new ImageClassificationColumns { Error = "Error" };
    var model = mlContext.Transforms.ClassifyImages(classifier, columns).Fit(photos);
    Print(mlContext, model.Transform(photos));
    #endregion

    #region save
    mlContext.Model.Save(model, photos.Schema, zip);
    #endregion
}

static void Score(string zip, string folder)
{
    #region load
    var mlContext = new MLContext();
    var model = mlContext.Model.Load(zip, out _);
    Print(mlContext, model.Transform(mlContext.Data.LoadPhotos(folder)));
    #endregion
}

#region rows
static void Print(MLContext mlContext, IDataView answers)
{
    // Rows are classified here, as they are read.
    foreach (var row in mlContext.Data.CreateEnumerable<Answer>(answers, reuseRowObject: true))
        Console.WriteLine(
            row.Error.Length == 0 ? $"{row.Photo}: {row.PredictedLabel} {row.Score:F4}" : $"{row.Photo}: {row.Error}"
        );
}
#endregion

internal sealed class Answer
{
    public string Photo { get; set; } = "";
    public string PredictedLabel { get; set; } = "";
    public float Score { get; set; }
    public string Error { get; set; } = "";
}
