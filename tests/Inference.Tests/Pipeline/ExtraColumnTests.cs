using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Pipeline;

/// <summary>Columns of features and evidence: there where they are asked for, with what the classifier gives.</summary>
public sealed class ExtraColumnTests(ClassifierFixture fixture) : IClassFixture<ClassifierFixture>
{
    private static readonly byte[][] Photos =
    [
        TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 300, 200, seed: 1),
        [1, 2, 3],
        TestPhotos.Noise(SKEncodedImageFormat.Png, 224, 224, seed: 2),
    ];

    private static readonly ImageClassificationColumns Columns = new()
    {
        Features = "Features",
        Evidence = "Evidence",
        Error = "Error",
    };

    private readonly MLContext context = new(seed: 1);
    private readonly ImageModel model = fixture.Classifier.Model;

    private IDataView Rows => context.Data.LoadFromEnumerable(Photos.Select(p => new Encoded { Photo = p }));

    [Fact]
    public void Columns_hold_what_the_classifier_gives_and_NaN_for_a_bad_photo()
    {
        using var fitted = context.Transforms.ClassifyImages(model, columns: Columns).Fit(Rows);

        AssertAnswers(fitted.Transform(Rows));
        var schema = fitted.GetOutputSchema(Rows.Schema);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1280), Flat(schema["Features"].Type));
        Assert.Equal([1, 10, 7, 7], ((VectorDataViewType)schema["Evidence"].Type).Dimensions);
    }

    [Fact]
    public void Saved_pipeline_keeps_them()
    {
        using var file = new MemoryStream();
        using (var fitted = context.Transforms.ClassifyImages(model, columns: Columns).Fit(Rows))
            context.Model.Save(fitted, Rows.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _);

        AssertAnswers(loaded.Transform(Rows));
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void There_are_none_where_they_are_not_asked_for()
    {
        using var fitted = context.Transforms.ClassifyImages(model).Fit(Rows);
        var names = fitted.GetOutputSchema(Rows.Schema).Select(c => c.Name).ToArray();

        Assert.DoesNotContain("features", names, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("evidence", names, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Columns_may_have_the_names_of_the_graphs_outputs()
    {
        var columns = new ImageClassificationColumns { Features = "features", Error = "Error" };
        using var fitted = context.Transforms.ClassifyImages(model, columns: columns).Fit(Rows);

        var features = fitted.Transform(Rows).GetColumn<float[]>("features").ToArray();

        Assert.Equal(1280, features[0].Length);
        Assert.All(features[1], value => Assert.Equal(float.NaN, value));
    }

    [Fact]
    public void Outputs_that_the_model_lacks_are_refused_by_name()
    {
        using var folder = new TestModelFolder();
        var tiny = ImageModel.Load(folder.Folder);

        var error = Assert.Throws<ArgumentException>(() =>
            context.Transforms.ClassifyImages(tiny, columns: new ImageClassificationColumns { Features = "F" })
        );
        Assert.Equal("The model tiny has no output of features for column 'F'.", error.Message);
        error = Assert.Throws<ArgumentException>(() =>
            context.Transforms.ClassifyImages(tiny, columns: new ImageClassificationColumns { Evidence = "E" })
        );
        Assert.Equal("The model tiny has no output of evidence for column 'E'.", error.Message);
    }

    [Fact]
    public void Weights_in_another_file_are_in_the_zip()
    {
        var graph = new TinyOnnx { Extras = true, ExternalData = "weights.bin" };
        var rows = context.Data.LoadFromEnumerable([new Encoded { Photo = Photos[2] }]);
        using var file = new MemoryStream();
        float[][] expected;
        using (var folder = new TestModelFolder(graph))
        {
            File.WriteAllBytes(Path.Combine(folder.Folder, "weights.bin"), graph.WeightBytes());
            using var fitted = context
                .Transforms.ClassifyImages(ImageModel.Load(folder.Folder), columns: Columns)
                .Fit(rows);
            expected = [.. fitted.Transform(rows).GetColumn<float[]>("Evidence")];
            context.Model.Save(fitted, rows.Schema, file);
        }

        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);

        Assert.Equal(expected, loaded.Transform(rows).GetColumn<float[]>("Evidence"));
        (loaded as IDisposable)?.Dispose();
    }

    private void AssertAnswers(IDataView output)
    {
        var options = new ClassifyOptions { Evidence = EvidenceMethod.Output, Features = true };
        var features = output.GetColumn<float[]>("Features").ToArray();
        var evidence = output.GetColumn<float[]>("Evidence").ToArray();
        foreach (var i in new[] { 0, 2 })
        {
            var answer = fixture.Classifier.Classify(Photos[i], options);
            Assert.Equal(answer.Features.ToArray(), features[i]);
            Assert.Equal(
                answer.Evidence!.Maps.SelectMany(map => map.AsSpan().ToArray()),
                evidence[i].Select(value => value / 49)
            );
        }

        Assert.Equal((1280, 490), (features[1].Length, evidence[1].Length));
        Assert.All(features[1].Concat(evidence[1]), value => Assert.Equal(float.NaN, value));
    }

    private static VectorDataViewType Flat(DataViewType type) =>
        new(NumberDataViewType.Single, ((VectorDataViewType)type).Size);

    private sealed class Encoded
    {
        public byte[] Photo { get; set; } = [];
    }
}
