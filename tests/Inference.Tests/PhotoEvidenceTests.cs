using System.Numerics.Tensors;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests;

/// <summary>Evidence and features: what the graph gives, and nothing where they are not asked for.</summary>
public sealed class PhotoEvidenceTests(ClassifierFixture fixture) : IClassFixture<ClassifierFixture>
{
    private const int Places = 7 * 7;
    private static readonly ClassifyOptions Both = new() { Evidence = EvidenceMethod.Output, Features = true };
    private static readonly ClassifyOptions Occluded = new() { Evidence = EvidenceMethod.Occlusion };
    private readonly ImageClassifier classifier = fixture.Classifier;

    public static TheoryData<string> SamplePhotos => [.. Directory.GetFiles(SharedData.SamplePhotos).Order()];

    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public void Both_outputs_equal_those_of_the_runtime(string precision)
    {
        var model = ImageModel.Load(SharedData.ModelFolder, precision);
        using var classifier = new ImageClassifier(model);
        using var session = Session(model);
        foreach (var photo in Directory.GetFiles(SharedData.SamplePhotos).Select(File.ReadAllBytes))
        {
            var answer = classifier.Classify(photo, Both);

            var expected = RunDirectly(session, PreprocessorHarness.Run(photo).Rgb, "features", "evidence", "logits");
            Assert.Equal(expected[0], answer.Features.Span);
            Assert.Equal(
                Array.ConvertAll(expected[1], value => value / Places),
                answer.Evidence!.Maps.SelectMany(map => map.AsSpan().ToArray())
            );
            Assert.Equal(expected[2], answer.Logits!.AsSpan());
        }
    }

    [Theory]
    [InlineData(Geometry.Stretch)]
    [InlineData(Geometry.CenterCrop)]
    [InlineData(Geometry.SmartResize)]
    [InlineData(Geometry.Letterbox)]
    public void Evidence_and_a_constant_of_the_label_add_up_to_the_logit_of_any_photo(Geometry geometry)
    {
        using var shaped = new ImageClassifier(classifier.Model with { Geometry = geometry });
        var random = new Random(21);
        var photos = Enumerable
            .Range(0, 30)
            .Select(seed => TestPhotos.Noise(SKEncodedImageFormat.Png, random.Next(1, 500), random.Next(1, 500), seed))
            .Concat(Directory.GetFiles(SharedData.SamplePhotos).Select(File.ReadAllBytes));

        var answers = photos.Select(photo => shaped.Classify(photo, Both)).ToArray();

        foreach (var label in classifier.Model.Labels)
        {
            var constants = Array.ConvertAll(answers, a => a.Logits![label] - Sum(a.Evidence![label]));
            // Of int8: features and maps are quantised apart.
            Assert.All(constants, constant => Assert.Equal(constants.Average(), constant, 0.15f));
        }

        static float Sum(EvidenceMap map) => TensorPrimitives.Sum(map.AsSpan()) + map.Beside;
    }

    [Theory]
    [MemberData(nameof(SamplePhotos))]
    public void Answer_is_the_same_with_and_without(string photo)
    {
        var bytes = File.ReadAllBytes(photo);
        var plain = classifier.Classify(bytes);

        foreach (var options in new[] { Both, Occluded })
        {
            var answer = classifier.Classify(bytes, options);
            Assert.Equal(plain.Predictions, answer.Predictions);
        }

        Assert.Null(plain.Evidence);
        Assert.True(plain.Features.IsEmpty);
    }

    [Fact]
    public void Nothing_is_allocated_for_outputs_that_are_not_asked_for()
    {
        var photo = File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, "dress.jpg"));
        // A calibration asks for the features of every photo.
        var model = ImageModel.Load(SharedData.ModelFolder) with
        {
            Calibration = null,
        };
        using var with = new ImageClassifier(model);
        using var without = new ImageClassifier(
            model with
            {
                FeaturesName = null,
                EvidenceName = null,
                EvidenceGrid = null,
            }
        );
        with.Classify(photo, Both);

        Assert.Equal(Allocated(without), Allocated(with));

        // The least of some, as the runtime allocates on its own now and then.
        long Allocated(ImageClassifier classifier) =>
            Enumerable
                .Range(0, 20)
                .Min(_ =>
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    classifier.Classify(photo);
                    return GC.GetAllocatedBytesForCurrentThread() - before;
                });
    }

    [Fact]
    public void Outputs_that_the_model_lacks_are_refused_by_name()
    {
        using var folder = new TestModelFolder();
        using var tiny = ImageClassifier.Load(folder.Folder);
        var photo = TestPhotos.Plain(SKEncodedImageFormat.Png, 8, 8, TestPhotos.Red);

        Assert.Equal(
            "The model tiny has no output of evidence: name it in outputs.evidence of its manifest, or ask for EvidenceMethod.Occlusion.",
            Assert.Throws<ArgumentException>(() => tiny.Classify(photo, Both)).Message
        );
        Assert.Equal(
            "The model tiny has no output of features: name it in outputs.features of its manifest.",
            Assert
                .Throws<ArgumentException>(() => tiny.Classify(photo, new ClassifyOptions { Features = true }))
                .Message
        );
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Any_model_that_names_its_outputs_gives_them(bool labelsLast, bool channelsFirst)
    {
        using var folder = new TestModelFolder(
            new TinyOnnx
            {
                Extras = true,
                LabelsLast = labelsLast,
                ChannelsFirst = channelsFirst,
                Width = 48,
                Offset = 0.5f,
            }
        );
        using var tiny = ImageClassifier.Load(folder.Folder);
        using var quarters = TestPhotos.Quarters(48, 32);

        var answer = tiny.Classify(quarters.Encode(SKEncodedImageFormat.Png, 100).ToArray(), Both);

        // Red, lime, blue and black, from the top left on: a quarter each.
        Assert.Equal([255 / 4f, 255 / 4f, 255 / 4f], answer.Features.ToArray());
        Assert.Equal((4, 6), (answer.Evidence!.Rows, answer.Evidence.Columns));
        (string Label, bool Right, bool Lower)[] corners =
        [
            ("red", false, false),
            ("green", true, false),
            ("blue", false, true),
        ];
        foreach (var (label, right, lower) in corners)
        {
            var map = answer.Evidence[label];
            for (var cell = 0; cell < 24; cell++)
            {
                var (row, column) = (cell / 6, cell % 6);
                var inside = column >= 3 == right && row >= 2 == lower;
                Assert.Equal(inside ? 255 / 32f / 24 : 0, map[row, column], 1e-5f);
            }

            Assert.Equal(answer.Logits![label], TensorPrimitives.Sum(map.AsSpan()) + 0.5f, 1e-4f);
        }
    }

    [Fact]
    public void Occlusion_shows_by_how_much_a_label_falls()
    {
        // The logit is the mean of the colour / 32, and the upper left quarter is the only red.
        using var folder = new TestModelFolder(new TinyOnnx { Width = 56, Height = 56 });
        using var tiny = ImageClassifier.Load(folder.Folder);
        using var quarters = TestPhotos.Quarters(56, 56);

        var answer = tiny.Classify(quarters.Encode(SKEncodedImageFormat.Png, 100).ToArray(), Occluded);

        Assert.Equal(EvidenceMethod.Occlusion, answer.Evidence!.Method);
        var red = answer.Evidence["red"];
        Assert.Equal((7, 7), (red.Rows, red.Columns));
        // A part of 8 x 8 pixels gets the mean red, a quarter of 255, instead of its own.
        Assert.Equal((255 - 64) / 49f / 32, red[0, 0], 1e-4f);
        Assert.Equal((0 - 64) / 49f / 32, red[6, 6], 1e-4f);
        Assert.Equal((0 - 64) / 49f / 32, red[0, 6], 1e-4f);
    }

    [Fact]
    public void Occlusion_ends_when_it_is_cancelled()
    {
        using var folder = new TestModelFolder();
        var model = ImageModel.Load(folder.Folder);
        var scoring = OnnxScoring.Load(new MLContext(), model, intraOpThreads: 1);
        using var engine = ClassifierEngine.Create(scoring, model, new PhotoLimits(), jpegBySkia: false);
        using var session = (IDisposable)scoring;

        Assert.Throws<OperationCanceledException>(() =>
            Occlusion.Run(engine, model, new float[3], new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task Photos_at_the_same_time_get_the_evidence_of_their_own()
    {
        var photos = Directory.GetFiles(SharedData.SamplePhotos).Order().ToArray();
        var alone = photos.Select(photo => classifier.Classify(File.ReadAllBytes(photo), Both)).ToArray();
        var many = Enumerable.Repeat(photos, 8).SelectMany(p => p);

        var i = 0;
        await foreach (var outcome in classifier.ClassifyFilesAsync(many, Both, TestContext.Current.CancellationToken))
        {
            var expected = alone[i++ % photos.Length];
            Assert.Equal(expected.Features.Span, outcome.Classification!.Features.Span);
            Assert.Equal(expected.Evidence!["hat"].AsSpan(), outcome.Classification.Evidence!["hat"].AsSpan());
        }
    }

    [Fact]
    public void Alike_photos_have_features_of_like_direction()
    {
        var dress = FeaturesOf("dress.jpg");
        using var bitmap = SKBitmap.Decode(Path.Combine(SharedData.SamplePhotos, "dress.jpg"));
        var again = classifier.Classify(bitmap.Encode(SKEncodedImageFormat.Jpeg, 60).ToArray(), Both).Features;

        var same = TensorPrimitives.CosineSimilarity(dress.Span, again.Span);
        var other = TensorPrimitives.CosineSimilarity(dress.Span, FeaturesOf("shoes.jpg").Span);

        Assert.True(same > 0.9 && other < same - 0.2, $"{same} and {other}");

        ReadOnlyMemory<float> FeaturesOf(string name) =>
            classifier.Classify(File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, name)), Both).Features;
    }

    private static InferenceSession Session(ImageModel model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        return new InferenceSession(model.FilePath, options);
    }

    private static float[][] RunDirectly(InferenceSession session, byte[] picture, params string[] outputs)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(picture, [1, 224, 224, 3]);
        using var options = new RunOptions();
        using var values = session.Run(options, ["image"], [input], outputs);
        return [.. values.Select(value => value.GetTensorDataAsSpan<float>().ToArray())];
    }
}
