using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Pipeline;

public sealed class ImageClassificationEstimatorTests(ClassifierFixture fixture)
    : IClassFixture<ClassifierFixture>,
        IDisposable
{
    private static readonly byte[][] Photos =
    [
        TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 300, 200, seed: 1),
        TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 60, TestPhotos.Red),
        TestPhotos.Noise(SKEncodedImageFormat.Png, 224, 224, seed: 2),
    ];

    private readonly MLContext context = new(seed: 1);
    private readonly string folder = Directory.CreateTempSubdirectory("estimator-").FullName;

    [Fact]
    public void Encoded_photos_get_the_classifiers_answers()
    {
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));

        AssertEqualsClassifier(Transform(rows));
    }

    [Fact]
    public void Paths_get_the_classifiers_answers()
    {
        var paths = Photos.Select((photo, i) => Save($"{i}.photo", photo)).ToArray();
        var rows = context.Data.LoadFromEnumerable(paths.Select(p => new Located { Photo = p }));

        AssertEqualsClassifier(Transform(rows));
    }

    [Fact]
    public void Images_that_MLNet_loaded_get_the_classifiers_answers()
    {
        var paths = Photos.Select((photo, i) => Save($"{i}.photo", photo)).ToArray();
        var rows = context.Data.LoadFromEnumerable(paths.Select(p => new Located { Photo = p }));
        var pipeline = context
            .Transforms.LoadImages("Image", folder, nameof(Located.Photo))
            .Append(
                context.Transforms.ClassifyImages(
                    fixture.Classifier.Model,
                    columns: new ImageClassificationColumns { Photo = "Image" }
                )
            );

        // ML.NET decodes by Skia.
        using var expected = ImageClassifier.Load(
            SharedData.ModelFolder,
            new ImageClassifierOptions { JpegBySkia = true }
        );
        AssertEqualsClassifier(pipeline.Fit(rows).Transform(rows), expected);
    }

    [Fact]
    public void Images_of_a_known_size_are_classified()
    {
        var rows = context.Data.LoadFromEnumerable([new Located { Photo = Save("red.png", Photos[1]) }]);
        var pipeline = context
            .Transforms.LoadImages("Image", folder, nameof(Located.Photo))
            .Append(context.Transforms.ResizeImages("Image", 224, 224))
            .Append(
                context.Transforms.ClassifyImages(
                    fixture.Classifier.Model,
                    columns: new ImageClassificationColumns { Photo = "Image" }
                )
            );

        var label = pipeline.Fit(rows).Transform(rows).GetColumn<string>("PredictedLabel").Single();

        Assert.Equal(fixture.Classifier.Classify(Photos[1]).Best.Label, label);
    }

    [Fact]
    public void Transparent_image_shows_white()
    {
        var png = TestPhotos.Plain(SKEncodedImageFormat.Png, 32, 32, new SKColor(200, 0, 100, 128));
        var rows = context.Data.LoadFromEnumerable([new Located { Photo = Save("a.png", png) }]);
        var pipeline = context
            .Transforms.LoadImages("Image", folder, nameof(Located.Photo))
            .Append(
                context.Transforms.ClassifyImages(
                    fixture.Classifier.Model,
                    columns: new ImageClassificationColumns { Photo = "Image" }
                )
            );

        var scores = pipeline.Fit(rows).Transform(rows).GetColumn<float[]>("Scores").Single();

        var expected = fixture.Classifier.Classify(png).Scores.AsSpan().ToArray();
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(expected[i], scores[i], 0.02f); // premultiplying rounds the colours
    }

    [Fact]
    public void Schema_is_known_before_data_and_names_the_slots()
    {
        var rows = context.Data.LoadFromEnumerable<Encoded>([]);
        var estimator = context.Transforms.ClassifyImages(fixture.Classifier.Model);

        var schema = estimator.Fit(rows).GetOutputSchema(rows.Schema);

        Assert.Equal(TextDataViewType.Instance, schema["PredictedLabel"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Score"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 10), schema["Scores"].Type);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Scores"].GetSlotNames(ref names);
        Assert.Equal(fixture.Classifier.Model.Labels, names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void Later_steps_of_a_pipeline_see_the_columns()
    {
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));
        var pipeline = context
            .Transforms.ClassifyImages(fixture.Classifier.Model)
            .Append(context.Transforms.Conversion.MapValueToKey("Key", "PredictedLabel"))
            .Append(context.Transforms.NormalizeMinMax("Normalized", "Scores"));

        // A chain of estimators checks the shape of each step's columns before it reads a row.
        var output = pipeline.Fit(rows).Transform(rows);

        Assert.IsType<KeyDataViewType>(output.Schema["Key"].Type);
        Assert.All(output.GetColumn<float[]>("Normalized"), n => Assert.Equal(10, n.Length));
    }

    [Fact]
    public void Columns_can_be_renamed_and_others_are_kept()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[0], Number = 7 }]);
        var columns = new ImageClassificationColumns
        {
            PredictedLabel = "Garment",
            Score = "PredictedLabel",
            Scores = "Score",
        };

        var output = context
            .Transforms.ClassifyImages(fixture.Classifier.Model, columns: columns)
            .Fit(rows)
            .Transform(rows);

        Assert.Equal(
            [
                "Photo",
                "Number",
                "ModelPicture",
                "image",
                "logits",
                "probabilities",
                "Garment",
                "PredictedLabel",
                "Score",
            ],
            output.Schema.Select(c => c.Name)
        );
        Assert.Equal(7, output.GetColumn<int>("Number").Single());
        Assert.Equal(fixture.Classifier.Classify(Photos[0]).Best.Label, output.GetColumn<string>("Garment").Single());
    }

    [Fact]
    public void Bad_photo_ends_the_reading_with_its_exception()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = [1, 2, 3] }]);

        var error = Assert.ThrowsAny<Exception>(() => Transform(rows).GetColumn<string>("PredictedLabel").ToArray());

        Assert.IsType<UnsupportedPhotoFormatException>(error.GetBaseException());
    }

    [Fact]
    public void Bad_photo_is_a_row_with_an_error_where_there_is_a_column_for_it()
    {
        var rows = context.Data.LoadFromEnumerable([
            new Located { Photo = Save("good.png", Photos[1]) },
            new Located { Photo = Path.Combine(folder, "absent.png") },
            new Located { Photo = Save("bad.png", Photos[2][..500]) },
            new Located { Photo = "" },
            new Located { Photo = Save("good2.png", Photos[1]) },
            new Located { Photo = Save("a.heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray()) },
        ]);
        var columns = new ImageClassificationColumns { Error = "Error" };

        var output = context
            .Transforms.ClassifyImages(fixture.Classifier.Model, columns: columns)
            .Fit(rows)
            .Transform(rows);

        var errors = output.GetColumn<string>("Error").ToArray();
        Assert.Equal("", errors[0]);
        Assert.Contains("absent.png", errors[1], StringComparison.Ordinal);
        Assert.Contains("send the whole file", errors[2], StringComparison.Ordinal);
        Assert.Equal("The row has no path.", errors[3]);
        Assert.Equal("", errors[4]);
        Assert.Contains("HEIC", errors[5], StringComparison.Ordinal);
        bool[] bad = [false, true, true, true, false, true];
        Assert.Equal(bad, output.GetColumn<float>("Score").Select(float.IsNaN));
        Assert.Equal(bad, output.GetColumn<float[]>("Scores").Select(scores => Array.TrueForAll(scores, float.IsNaN)));
        Assert.Equal(bad, output.GetColumn<string>("PredictedLabel").Select(label => label.Length == 0));
        Assert.Equal(
            bad,
            output.GetColumn<byte[]>("image").Select(pixels => Array.TrueForAll(pixels, value => value == 0))
        );
    }

    [Fact]
    public void Column_of_another_type_is_refused()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded { Number = 1 }]);
        var columns = new ImageClassificationColumns { Photo = "Number" };

        var error = Assert.Throws<ArgumentException>(() =>
            context.Transforms.ClassifyImages(fixture.Classifier.Model, columns: columns).Fit(rows)
        );

        Assert.Contains(
            "a vector of bytes (encoded photo) or an MLImage is needed",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Column_that_the_pipeline_would_hide_is_refused()
    {
        var rows = context.Data.LoadFromEnumerable<Clashing>([]);

        var error = Assert.Throws<ArgumentException>(() =>
            context.Transforms.ClassifyImages(fixture.Classifier.Model).Fit(rows)
        );

        Assert.StartsWith("Column 'logits' would be hidden", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_between_the_steps_can_be_read_together_with_the_answers()
    {
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));

        var preview = Transform(rows).Preview();

        var columns = preview.ColumnView.ToDictionary(c => c.Column.Name, c => c.Values);
        for (var i = 0; i < Photos.Length; i++)
        {
            var answer = fixture.Classifier.Classify(Photos[i]);
            var pixels = ((VBuffer<byte>)columns["image"][i]).GetValues();
            Assert.Equal(PreprocessorHarness.Run(Photos[i]).Rgb, pixels.ToArray());
            Assert.Equal(
                ClassifierFixture.Logits(answer),
                ((VBuffer<float>)columns["logits"][i]).GetValues().ToArray()
            );
            Assert.Equal(answer.Best.Label, columns["PredictedLabel"][i].ToString());
        }

        Assert.Equal(new ImageDataViewType(224, 224), preview.Schema["ModelPicture"].Type);
    }

    [Fact]
    public void Steps_can_be_put_between_the_steps()
    {
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));
        var model = fixture.Classifier.Model;
        var transforms = context.Transforms;

        var grey = transforms
            .PreparePictures(model)
            .Append(transforms.ConvertToGrayscale("ModelPicture"))
            .Append(transforms.ExtractTensor(model))
            .Append(transforms.ApplyImageModel(model))
            .Append(transforms.RankLabels(model))
            .Fit(rows)
            .Transform(rows);

        var pixels = grey.GetColumn<byte[]>("image").First();
        Assert.All(pixels.Chunk(3), p => Assert.Equal((p[0], p[0]), (p[1], p[2])));
        Assert.NotEqual(Photos.Select(p => fixture.Classifier.Classify(p).Best.Score), grey.GetColumn<float>("Score"));
    }

    [Fact]
    public void Logits_that_a_step_between_left_sparse_are_ranked_at_their_places()
    {
        using var model = new TestModelFolder(new TinyOnnx { Probabilities = false });
        var rows = context.Data.LoadFromEnumerable([new Sparse { Logits = new VBuffer<float>(3, 1, [5], [1]) }]);

        var answers = context.Transforms.RankLabels(ImageModel.Load(model.Folder)).Fit(rows).Transform(rows);

        Assert.Equal("green", answers.GetColumn<string>("PredictedLabel").Single());
    }

    [Fact]
    public void Path_that_no_file_can_have_is_a_row_with_an_error()
    {
        var rows = context.Data.LoadFromEnumerable([new Located { Photo = "a\0b.jpg" }, new Located { Photo = "" }]);
        var columns = new ImageClassificationColumns { Error = "Error" };
        using var fitted = context.Transforms.ClassifyImages(fixture.Classifier.Model, columns: columns).Fit(rows);

        Assert.All(
            fitted.Transform(rows).GetColumn<string>("Error"),
            error => Assert.Contains("path", error, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Transformer_shows_its_steps()
    {
        var rows = context.Data.LoadFromEnumerable<Encoded>([]);
        using var fitted = context.Transforms.ClassifyImages(fixture.Classifier.Model).Fit(rows);

        Assert.Contains(fitted.Steps, step => step is OnnxTransformer);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("sigmoid")]
    [InlineData("none")]
    public void Model_without_probabilities_gets_the_classifiers_scores(string activation)
    {
        using var model = new TestModelFolder(new TinyOnnx { Probabilities = false }).With(
            "activation",
            $"\"{activation}\""
        );
        using var classifier = ImageClassifier.Load(model.Folder);
        var rows = context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));

        AssertEqualsClassifier(
            context.Transforms.ClassifyImages(classifier.Model).Fit(rows).Transform(rows),
            classifier
        );
    }

    [Fact]
    public void Photos_are_not_classified_when_no_answer_is_read()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = [1, 2, 3], Number = 5 }]);

        Assert.Equal(5, Transform(rows).GetColumn<int>("Number").Single());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IDataView Transform(IDataView rows) =>
        context.Transforms.ClassifyImages(fixture.Classifier.Model).Fit(rows).Transform(rows);

    private void AssertEqualsClassifier(IDataView output, ImageClassifier? classifier = null)
    {
        var expected = Photos.Select(p => (classifier ?? fixture.Classifier).Classify(p)).ToArray();
        Assert.Equal(expected.Select(e => e.Best.Label), output.GetColumn<string>("PredictedLabel"));
        Assert.Equal(expected.Select(e => e.Best.Score), output.GetColumn<float>("Score"));
        Assert.Equal(expected.Select(e => e.Scores.AsSpan().ToArray()), output.GetColumn<float[]>("Scores"));
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
        public int Number { get; set; }
    }

    private sealed class Clashing
    {
        public byte[] Photo { get; set; } = [];
#pragma warning disable IDE1006 // named as the model's output
        public float logits { get; set; }
#pragma warning restore IDE1006
    }

    private sealed class Sparse
    {
        [ColumnName("logits")]
        [VectorType(3)]
        public VBuffer<float> Logits { get; set; }
    }

    private sealed class Located
    {
        public string Photo { get; set; } = "";
    }
}
