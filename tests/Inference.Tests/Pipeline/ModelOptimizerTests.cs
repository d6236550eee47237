using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Pipeline;

public sealed class ModelOptimizerTests : IDisposable
{
    private readonly DirectoryInfo output = Directory.CreateTempSubdirectory("optimized-");

    public void Dispose() => output.Delete(recursive: true);

    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public async Task An_optimised_model_gives_the_same_logits_bit_for_bit(string precision)
    {
        var model = ImageModel.Load(SharedData.ModelFolder, precision);
        ModelOptimizer.Write(model, output.FullName);

        var options = new ImageClassifierOptions { Precision = precision, MaxConcurrency = 1 };
        using var usual = new ImageClassifier(model, options);
        using var optimised = ImageClassifier.Load(output.FullName, options);

        Assert.NotEqual(model.Sha256, optimised.Model.Sha256);
        Assert.Single(optimised.Model.Weights);
        // ML.NET parses the graph once more: it is small without the weights.
        Assert.InRange(new FileInfo(optimised.Model.FilePath).Length, 1, 200_000);
        foreach (var photo in Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "samples", "photos")))
        {
            var expected = await usual.ClassifyFileAsync(photo, null, TestContext.Current.CancellationToken);
            var found = await optimised.ClassifyFileAsync(photo, null, TestContext.Current.CancellationToken);
            Assert.Equal(expected.Logits!.Values, found.Logits!.Values);
        }
    }

    [Fact]
    public void The_precision_that_was_optimised_is_the_default_of_its_folder()
    {
        ModelOptimizer.Write(ImageModel.Load(SharedData.ModelFolder, "fp32"), output.FullName);

        Assert.Equal("fp32", ImageModel.Load(output.FullName).Precision);
    }

    [Fact]
    public void Labels_of_a_file_of_their_own_come_along()
    {
        using var folder = new TestModelFolder();
        folder.With(m =>
        {
            m.Remove("labels");
            m["labelsFile"] = "labels.txt";
        });
        folder.Write("labels.txt", "rouge\nvert\nbleu\n");

        ModelOptimizer.Write(ImageModel.Load(folder.Folder), output.FullName);

        Assert.Equal(["rouge", "vert", "bleu"], ImageModel.Load(output.FullName).Labels);
    }

    [Fact]
    public void An_optimised_model_with_one_changed_byte_of_weights_is_refused()
    {
        ModelOptimizer.Write(ImageModel.Load(SharedData.ModelFolder), output.FullName);
        var weights = Path.Combine(output.FullName, "clothes.int8.onnx.data");
        using (var file = File.Open(weights, FileMode.Open))
        {
            file.Position = file.Length / 2;
            var value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 1));
        }

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(output.FullName));

        Assert.Equal(("clothes.int8.onnx.data", "files[1].weights[0].sha256"), (error.File, error.Field));
    }

    [Fact]
    public void A_small_model_stays_one_file_and_that_of_an_earlier_run_goes()
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var folder = new TestModelFolder(graph);
        var weights = Path.Combine(folder.Folder, "weights.bin");
        File.WriteAllBytes(weights, graph.WeightBytes());
        folder.With("files/0/weights", $$"""[{ "path": "weights.bin", "sha256": "{{FileHash.Of(weights)}}" }]""");
        File.WriteAllText(Path.Combine(output.FullName, "tiny.onnx.data"), "of an earlier run");

        ModelOptimizer.Write(ImageModel.Load(folder.Folder), output.FullName);

        Assert.Equal(["model.json", "tiny.onnx"], output.EnumerateFiles().Select(file => file.Name).Order());
        Assert.False(ImageModel.Load(output.FullName).HasExternalData);
    }

    [Fact]
    public void Weights_beside_the_graph_are_beside_the_optimised_one()
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin", Labels = 2000 };
        using var folder = new TestModelFolder(graph);
        File.WriteAllBytes(Path.Combine(folder.Folder, "weights.bin"), graph.WeightBytes());
        var model = ImageModel.Load(folder.Folder);
        using var usual = new ImageClassifier(model);
        var photo = TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 70, new SKColor(32, 160, 96));

        ModelOptimizer.Write(model, output.FullName);

        using var optimised = ImageClassifier.Load(output.FullName);
        Assert.Equal(usual.Classify(photo).Logits!.Values, optimised.Classify(photo).Logits!.Values);
        Assert.Equal("label 3", optimised.Model.Labels[3]);
        Assert.Equal(
            [Path.Combine(output.FullName, "tiny.onnx.data")],
            optimised.Model.Weights.Select(weights => weights.Path)
        );
        Assert.False(File.Exists(Path.Combine(output.FullName, "weights.bin")));
    }

    [Fact]
    public void A_graph_that_the_runtime_does_not_know_is_refused()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Opset = 999 });
        var model = ImageModel.Load(folder.Folder);

        var error = Assert.Throws<ModelException>(() => ModelOptimizer.Write(model, output.FullName));

        Assert.Equal(("tiny.onnx", "opset"), (error.File, error.Field));
    }

    [Fact]
    public void The_models_own_folder_is_left_alone()
    {
        using var folder = new TestModelFolder();
        var model = ImageModel.Load(folder.Folder);

        Assert.Throws<ArgumentException>(() => ModelOptimizer.Write(model, folder.Folder + "/"));

        Assert.Equal(model.Sha256, ImageModel.Load(folder.Folder).Sha256);
    }
}
