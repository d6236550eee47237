using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;

namespace ClothesClassification.Benchmarks.Baselines;

/// <summary>The pipeline from ML.NET's documentation: MLImage, ResizeImages, ExtractPixels, ApplyOnnxModel, one engine.</summary>
internal sealed class StockPipeline : IDisposable
{
    private readonly PredictionEngine<Photo, Answer> engine;

    public StockPipeline(string precision)
    {
        var model = ImageModel.Load(Repository.Model, precision);
        var context = new MLContext();
        // As everywhere here: one thread, or there would be nothing to compare.
        context.SetOnnxSessionOption(
            new OnnxSessionOptions
            {
                CreateSessionOptions = () => new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 },
            }
        );
        var pipeline = context
            .Transforms.ResizeImages(
                "resized",
                model.Input.Width,
                model.Input.Height,
                nameof(Photo.Image),
                ImageResizingEstimator.ResizingKind.Fill
            )
            .Append(
                context.Transforms.ExtractPixels(
                    model.Input.Name,
                    "resized",
                    orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ARGB,
                    interleavePixelColors: true,
                    outputAsFloatArray: false
                )
            )
            .Append(context.Transforms.ApplyOnnxModel([model.LogitsName!], [model.Input.Name], model.FilePath));
        var transformer = pipeline.Fit(context.Data.LoadFromEnumerable<Photo>([]));
        engine = context.Model.CreatePredictionEngine<Photo, Answer>(transformer);
    }

    public float[] Classify(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        using var image = MLImage.CreateFromStream(stream);
        return engine.Predict(new Photo { Image = image }).Logits!;
    }

    public void Dispose() => engine.Dispose();

    private sealed class Photo
    {
        [ImageType(SkiaShrink.Side, SkiaShrink.Side)]
        public MLImage? Image { get; set; }
    }

    private sealed class Answer
    {
        [ColumnName("logits")]
        public float[]? Logits { get; set; }
    }
}
