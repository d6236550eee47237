// Classification as a step of an ML.NET pipeline, saved by one process and used by another:
// MLPipeline save model photos pipeline.zip
// MLPipeline score pipeline.zip photos
// Or step by step: MLPipeline steps model photos

#region usings
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using Microsoft.ML;
#endregion

switch (args)
{
    case ["save", var modelFolder, var folder, var zip]:
        Save(modelFolder, folder, zip);
        return 0;
    case ["score", var zip, var folder]:
        Score(zip, folder);
        return 0;
    case ["steps", var modelFolder, var folder]:
        Steps(modelFolder, folder);
        return 0;
    default:
        Console.Error.WriteLine(
            "Give save, a model folder, a folder of photos and a zip; score, a zip and a folder; or steps and two folders."
        );
        return 2;
}

static void Save(string modelFolder, string folder, string zip)
{
    #region pipeline
    var mlContext = new MLContext();
    var photos = mlContext.Data.LoadPhotos(folder);
    var columns = new ImageClassificationColumns { Error = "Error" };
    using var model = mlContext.Transforms.ClassifyImages(ImageModel.Load(modelFolder), columns: columns).Fit(photos);
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

static void Steps(string modelFolder, string folder)
{
    #region steps
    var mlContext = new MLContext();
    var imageModel = ImageModel.Load(modelFolder);
    var columns = new ImageClassificationColumns { Error = "Error" };
    var pipeline = mlContext
        .Transforms.PreparePictures(imageModel, columns: columns) // ModelPicture, an MLImage
        .Append(mlContext.Transforms.ExtractTensor(imageModel, columns)) // the graph's input, by its name
        .Append(mlContext.Transforms.ApplyImageModel(imageModel)) // the graph's outputs, by their names
        .Append(mlContext.Transforms.RankLabels(imageModel, columns)); // PredictedLabel, Score, Scores
    #endregion
    var photos = mlContext.Data.LoadPhotos(folder);
    using var model = pipeline.Fit(photos);
    Print(mlContext, model.Transform(photos));
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
