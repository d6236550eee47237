using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Pipeline;

/// <summary>A pipeline is saved as an ML.NET model zip, and answers alike where only the zip is left.</summary>
public sealed class ImageClassificationTransformerTests : IDisposable
{
    private static readonly byte[][] Photos =
    [
        TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 300, 200, seed: 1),
        TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 60, TestPhotos.Red),
    ];

    private readonly MLContext context = new(seed: 1);
    private readonly string folder = Directory.CreateTempSubdirectory("saved-").FullName;

    private string Zip => Path.Combine(folder, "pipeline.zip");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Paths_get_the_same_answers_from_the_loaded_zip()
    {
        var rows = context.Data.LoadFromEnumerable(
            Photos.Select((p, i) => new Located { Photo = Save($"{i}.img", p) })
        );

        var (expected, loaded) = SaveAndLoad(rows, SharedData.ModelFolder);

        AssertSame(expected, loaded);
        Assert.Equal(expected.Schema.Select(c => c.Name), loaded.Schema.Select(c => c.Name));
    }

    [Fact]
    public void Encoded_photos_get_the_same_answers_from_the_loaded_zip()
    {
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));

        var (expected, loaded) = SaveAndLoad(rows, SharedData.ModelFolder);

        AssertSame(expected, loaded);
    }

    [Fact]
    public void The_zip_alone_is_enough_for_a_model_with_labels_in_a_file()
    {
        using var model = new TestModelFolder().With(m =>
        {
            m.Remove("labels");
            m["labelsFile"] = "labels.txt";
        });
        model.Write("labels.txt", "rouge\nvert\nbleu\n");
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[1] }]);
        using (var fitted = context.Transforms.ClassifyImages(ImageModel.Load(model.Folder)).Fit(rows))
            Save(fitted, rows.Schema);
        foreach (var file in Directory.EnumerateFiles(model.Folder))
            File.Delete(file);

        var loaded = new MLContext().Model.Load(Zip, out var schema).Transform(rows);

        Assert.Equal(["Photo"], schema.Select(c => c.Name));
        Assert.Equal("rouge", loaded.GetColumn<string>("PredictedLabel").Single());
    }

    [Fact]
    public void Names_of_columns_and_the_way_with_errors_are_kept()
    {
        var columns = new ImageClassificationColumns
        {
            Photo = "Photo",
            PredictedLabel = "Garment",
            Score = "PredictedLabel",
            Scores = "All",
            Error = "Trouble",
        };
        var rows = context.Data.LoadFromEnumerable([
            new Encoded { Photo = Photos[1] },
            new Encoded { Photo = [1, 2, 3] },
        ]);

        var (expected, loaded) = SaveAndLoad(rows, SharedData.ModelFolder, columns);

        Assert.Equal(expected.Schema.Select(c => c.Name), loaded.Schema.Select(c => c.Name));
        Assert.Equal(expected.GetColumn<string>("Garment"), loaded.GetColumn<string>("Garment"));
        Assert.Equal(expected.GetColumn<float>("PredictedLabel"), loaded.GetColumn<float>("PredictedLabel"));
        Assert.Equal(expected.GetColumn<string>("Trouble"), loaded.GetColumn<string>("Trouble"));
        Assert.Contains("The photo's format", loaded.GetColumn<string>("Trouble").Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_photo_ends_the_reading_where_there_is_no_column_for_it()
    {
        var good = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[1] }]);
        var bad = context.Data.LoadFromEnumerable([new Encoded { Photo = [1, 2, 3] }]);
        SaveAndLoad(good, SharedData.ModelFolder);

        var loaded = new MLContext().Model.Load(Zip, out _).Transform(bad);

        var error = Assert.ThrowsAny<Exception>(() => loaded.GetColumn<string>("PredictedLabel").ToArray());
        Assert.IsType<UnsupportedPhotoFormatException>(error.GetBaseException());
    }

    [Fact]
    public void Precision_and_limits_are_kept()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[0] }]);
        var options = new ImageClassifierOptions
        {
            Precision = "fp32",
            Limits = new PhotoLimits { MaxBytes = Photos[0].Length },
        };
        using (var classifier = ImageClassifier.Load(SharedData.ModelFolder, options))
        {
            Save(context.Transforms.ClassifyImages(classifier.Model, options).Fit(rows), rows.Schema);
            var loaded = new MLContext().Model.Load(Zip, out _);
            Assert.Equal(
                classifier.Classify(Photos[0]).Best.Score,
                loaded.Transform(rows).GetColumn<float>("Score").Single()
            );
            var large = context.Data.LoadFromEnumerable([new Encoded { Photo = [.. Photos[0], 0] }]);
            var error = Assert.ThrowsAny<Exception>(() => loaded.Transform(large).GetColumn<float>("Score").ToArray());
            Assert.IsType<PhotoTooLargeException>(error.GetBaseException());
        }
    }

    [Fact]
    public void Steps_before_and_after_are_saved_with_it()
    {
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var model = context
            .Transforms.CopyColumns("Picture", "Photo")
            .Append(
                context.Transforms.ClassifyImages(
                    classifier.Model,
                    columns: new ImageClassificationColumns { Photo = "Picture" }
                )
            )
            .Append(context.Transforms.Conversion.MapValueToKey("Key", "PredictedLabel"))
            .Fit(rows);
        Save(model, rows.Schema);

        var loaded = new MLContext().Model.Load(Zip, out _);

        Assert.Equal(model.Transform(rows).GetColumn<uint>("Key"), loaded.Transform(rows).GetColumn<uint>("Key"));
        using var engine = new MLContext().Model.CreatePredictionEngine<Encoded, Answer>(loaded);
        Assert.Equal(
            classifier.Classify(Photos[0]).Best.Label,
            engine.Predict(new Encoded { Photo = Photos[0] }).PredictedLabel
        );
    }

    [Fact]
    public void The_zip_is_about_as_large_as_the_model()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[1] }]);
        SaveAndLoad(rows, SharedData.ModelFolder);

        var model = new FileInfo(Path.Combine(SharedData.ModelFolder, "clothes.int8.onnx")).Length;
        Assert.InRange(new FileInfo(Zip).Length, 0, model * 1.1);
    }

    [Fact]
    public void Model_whose_folder_has_been_replaced_is_not_saved()
    {
        using var model = new TestModelFolder();
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[1] }]);
        using var fitted = context.Transforms.ClassifyImages(ImageModel.Load(model.Folder)).Fit(rows);
        var onnx = Path.Combine(model.Folder, "tiny.onnx");
        File.WriteAllBytes(onnx + ".new", new TinyOnnx { Labels = 5 }.Build());
        File.Move(onnx + ".new", onnx, overwrite: true);

        var error = Assert.Throws<ModelException>(() => Save(fitted, rows.Schema));

        Assert.StartsWith(
            "tiny.onnx: file: found other bytes than were loaded",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Model_whose_weights_have_been_replaced_is_not_saved()
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var model = new TestModelFolder(graph);
        var weights = Path.Combine(model.Folder, "weights.bin");
        File.WriteAllBytes(weights, graph.WeightBytes());
        model.With(m =>
            m["files"]![0]!["weights"] = new JsonArray(
                new JsonObject
                {
                    ["path"] = "weights.bin",
                    ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(graph.WeightBytes())),
                }
            )
        );
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[1] }]);
        var fitted = context.Transforms.ClassifyImages(ImageModel.Load(model.Folder)).Fit(rows);
        File.WriteAllBytes(weights + ".new", new byte[graph.WeightBytes().Length]);
        File.Move(weights + ".new", weights, overwrite: true);

        var error = Assert.Throws<ModelException>(() => Save(fitted, rows.Schema));

        Assert.StartsWith(
            "weights.bin: file: found other bytes than were loaded",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Weights_in_another_file_are_in_the_zip()
    {
        var graph = new TinyOnnx
        {
            ExternalData = "weights.bin",
            ExternalOffset = 4096,
            Labels = 300,
        };
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[1] }]);
        float[][] expected;
        using (var model = new TestModelFolder(graph))
        {
            File.WriteAllBytes(Path.Combine(model.Folder, "weights.bin"), graph.WeightBytes());
            using var fitted = context.Transforms.ClassifyImages(ImageModel.Load(model.Folder)).Fit(rows);
            expected = [.. fitted.Transform(rows).GetColumn<float[]>("Scores")];
            Save(fitted, rows.Schema);
        }

        var loaded = new MLContext().Model.Load(Zip, out _).Transform(rows);

        Assert.Equal(expected, loaded.GetColumn<float[]>("Scores"));
    }

    [Fact]
    public void Weights_in_another_file_are_in_the_zip_of_single_steps()
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var split = new TestModelFolder(graph);
        File.WriteAllBytes(Path.Combine(split.Folder, "weights.bin"), graph.WeightBytes());
        var model = ImageModel.Load(split.Folder);
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));
        using var fitted = context
            .Transforms.PreparePictures(model)
            .Append(context.Transforms.ExtractTensor(model))
            .Append(context.Transforms.ApplyImageModel(model))
            .Append(context.Transforms.RankLabels(model))
            .Fit(rows);

        Save(fitted, rows.Schema);

        AssertSame(fitted.Transform(rows), new MLContext().Model.Load(Zip, out _).Transform(rows));
    }

    [Fact]
    public void Images_that_MLNet_loaded_get_the_same_answers_from_the_loaded_zip()
    {
        var rows = context.Data.LoadFromEnumerable(
            Photos.Select((p, i) => new Located { Photo = Save($"{i}.img", p) })
        );
        var model = context
            .Transforms.LoadImages("Image", folder, "Photo")
            .Append(
                context.Transforms.ClassifyImages(
                    ImageModel.Load(SharedData.ModelFolder),
                    columns: new ImageClassificationColumns { Photo = "Image" }
                )
            )
            .Fit(rows);
        Save(model, rows.Schema);

        AssertSame(model.Transform(rows), new MLContext().Model.Load(Zip, out _).Transform(rows));
    }

    [Fact]
    public void Images_of_one_size_cannot_be_saved_and_the_error_says_what_can()
    {
        var rows = context.Data.LoadFromEnumerable([new Located { Photo = Save("a.png", Photos[1]) }]);
        var model = context
            .Transforms.LoadImages("Image", folder, "Photo")
            .Append(context.Transforms.ResizeImages("Image", 64, 64))
            .Append(
                context.Transforms.ClassifyImages(
                    ImageModel.Load(SharedData.ModelFolder),
                    columns: new ImageClassificationColumns { Photo = "Image" }
                )
            )
            .Fit(rows);

        var error = Assert.Throws<NotSupportedException>(() => Save(model, rows.Schema));

        Assert.Contains("a path, encoded bytes or MLImages of any size", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NCHW", "RGB")]
    [InlineData("NHWC", "RGB")]
    [InlineData("NCHW", "BGR", "std")]
    [InlineData("NHWC", "BGR", "mean")]
    [InlineData("NCHW", "grey")]
    [InlineData("NHWC", "grey")]
    public void Mean_and_standard_deviation_give_the_classifiers_logits_but_for_rounding(
        string layout,
        string colors,
        string? without = null
    )
    {
        var isGrey = colors == "grey";
        using var folder = new TestModelFolder(
            new TinyOnnx
            {
                Bytes = false,
                ChannelsFirst = layout == "NCHW",
                Channels = isGrey ? 1 : 3,
            }
        ).With(m =>
        {
            m["input"]!["colors"] = colors;
            m["input"]!["inverted"] = isGrey;
            m["input"]!["mean"] = isGrey ? new JsonArray(33.3) : new JsonArray(123.675, 116.28, 103.53);
            m["input"]!["std"] = isGrey ? new JsonArray(78.6) : new JsonArray(58.395, 57.12, 57.375);
            if (without is not null)
                m["input"]!.AsObject().Remove(without);
            m["preprocessing"] = JsonNode.Parse(
                """{ "geometry": "centerCrop", "resize": { "shorterSide": 36 }, "filter": "bicubic" }"""
            );
        });
        using var classifier = ImageClassifier.Load(folder.Folder);
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));

        var (fitted, loaded) = SaveAndLoad(rows, folder.Folder);

        foreach (var answers in new[] { fitted, loaded })
        {
            Assert.Equal(
                Photos.SelectMany(p => ClassifierFixture.Logits(classifier.Classify(p))),
                answers.GetColumn<float[]>("logits").SelectMany(l => l),
                (a, b) => Math.Abs(a - b) < 1e-5
            );
        }
    }

    private (IDataView Expected, IDataView Loaded) SaveAndLoad(
        IDataView rows,
        string modelFolder,
        ImageClassificationColumns? columns = null
    )
    {
        var fitted = context.Transforms.ClassifyImages(ImageModel.Load(modelFolder), columns: columns).Fit(rows);
        Save(fitted, rows.Schema);
        return (fitted.Transform(rows), new MLContext().Model.Load(Zip, out _).Transform(rows));
    }

    private void Save(ITransformer model, DataViewSchema schema) => context.Model.Save(model, schema, Zip);

    private static void AssertSame(IDataView expected, IDataView actual)
    {
        Assert.Equal(expected.GetColumn<string>("PredictedLabel"), actual.GetColumn<string>("PredictedLabel"));
        Assert.Equal(expected.GetColumn<float>("Score"), actual.GetColumn<float>("Score"));
        Assert.Equal(expected.GetColumn<float[]>("Scores"), actual.GetColumn<float[]>("Scores"));
    }

    private string Save(string name, byte[] photo)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, photo);
        return path;
    }

    private sealed class Encoded
    {
        public byte[] Photo { get; set; } = [];
    }

    private sealed class Located
    {
        public string Photo { get; set; } = "";
    }

    private sealed class Answer
    {
        public string PredictedLabel { get; set; } = "";
    }
}
