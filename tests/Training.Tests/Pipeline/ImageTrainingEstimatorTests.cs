using System.Reflection;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Training.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Training.Tests.Pipeline;

public sealed class ImageTrainingEstimatorTests : IDisposable
{
    private readonly TestModelFolder baseModel = new(new TinyOnnx { Extras = true });
    private readonly PhotoFolder folder = PhotoFolder.Colors();
    private readonly MLContext context = new();

    public void Dispose()
    {
        folder.Dispose();
        baseModel.Dispose();
    }

    [Fact]
    public void Fit_trains_and_the_pipeline_gives_the_columns_of_ClassifyImages()
    {
        var training = Training();

        using var pipeline = training.Fit(Rows());

        var answers = pipeline.Transform(Rows());
        Assert.Equal(folder.Photos.Select(p => p.Label), answers.GetColumn<string>("PredictedLabel"));
        Assert.All(answers.GetColumn<float>("Score"), score => Assert.InRange(score, 0.5, 1));
        Assert.Equal(3, ((VectorDataViewType)answers.Schema["Scores"].Type).Size);
        Assert.Equal(30, training.Result!.Answers.Count);
    }

    [Fact]
    public void Columns_are_named_before_anything_is_trained()
    {
        // ML.NET keeps to itself how it makes the shape of a schema.
        var shape = (SchemaShape)
            typeof(SchemaShape)
                .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!
                .Invoke(null, [Rows().Schema])!;

        var columns = Training().GetOutputSchema(shape).Select(c => c.Name);

        Assert.Contains("PredictedLabel", columns);
        Assert.False(Directory.Exists(folder.Model));
    }

    [Fact]
    public void A_column_of_labels_that_is_missing_is_named()
    {
        var training = context.Transforms.TrainImageClassifier(Options, folder.Model, labelColumn: "Kind");

        Assert.Equal(
            "There is no column 'Kind'; the columns are Photo, Label, Group.",
            Assert.Throws<ArgumentException>(() => training.Fit(Rows())).Message
        );
    }

    [Fact]
    public void Photos_without_a_group_stand_alone()
    {
        var training = context.Transforms.TrainImageClassifier(Options, folder.Model, groupColumn: "Group");

        using var pipeline = training.Fit(Rows());

        Assert.Equal(30, training.Result!.Answers.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_photo_without_a_label_is_named_before_the_work(string label)
    {
        folder.Photos[1] = folder.Photos[1] with { Label = label };

        var error = Assert.Throws<TrainingException>(() => Training().Fit(Rows()));

        Assert.Equal($"{folder.Photos[1].Path}: the label is empty. Name what the photo shows.", error.Message);
        Assert.False(Directory.Exists(folder.Model));
    }

    private ImageTrainerOptions Options => new() { BaseModel = baseModel.Folder };

    private ImageTrainingEstimator Training() => context.Transforms.TrainImageClassifier(Options, folder.Model);

    private IDataView Rows() =>
        context.Data.LoadFromEnumerable(folder.Photos.Select(p => new Row { Photo = p.Path, Label = p.Label }));

    private sealed class Row
    {
        public string Photo { get; set; } = "";
        public string Label { get; set; } = "";
        public string? Group { get; set; }
    }
}
