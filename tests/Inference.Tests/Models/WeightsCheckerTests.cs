using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>A manifest vouches for the files that hold a graph's weights as it does for the graph.</summary>
public sealed class WeightsCheckerTests : IDisposable
{
    private static readonly TinyOnnx Graph = new() { ExternalData = "weights.bin" };
    private readonly TestModelFolder folder = new(Graph);
    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("outside-");

    public WeightsCheckerTests()
    {
        File.WriteAllBytes(Weights, Graph.WeightBytes());
        folder.With(m => m["files"]![0]!["weights"] = new JsonArray(Entry("weights.bin")));
    }

    private string Weights => Path.Combine(folder.Folder, "weights.bin");

    public void Dispose()
    {
        folder.Dispose();
        outside.Delete(recursive: true);
    }

    [Theory]
    [InlineData("weights.bin")]
    [InlineData("./weights.bin")]
    public void Named_weights_are_loaded(string path)
    {
        folder.With(m => m["files"]![0]!["weights"]![0]!["path"] = path);

        using var classifier = ImageClassifier.Load(folder.Folder);

        var photo = TestPhotos.Plain(SKEncodedImageFormat.Png, 32, 32, new SKColor(32, 160, 96));
        Assert.Equal([1, 5, 3], classifier.Classify(photo).Logits!.Values);
        Assert.Empty(ImageModel.FindDisagreements(folder.Folder));
    }

    [Fact]
    public void One_changed_byte_is_refused()
    {
        var bytes = Graph.WeightBytes();
        bytes[^1] ^= 1;
        File.WriteAllBytes(Weights, bytes);

        AssertRefused(
            "weights.bin",
            "files[0].weights[0].sha256",
            Hash(bytes),
            $"{Hash(Graph.WeightBytes())} as in the manifest"
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Another_size_is_refused(int more)
    {
        var size = Graph.WeightBytes().Length;
        File.WriteAllBytes(Weights, new byte[size + more]);

        AssertRefused("weights.bin", "files[0].weights[0].bytes", $"{size + more} bytes", $"{size} bytes");
    }

    [Fact]
    public void A_longer_file_is_refused_where_the_manifest_has_no_size()
    {
        folder.With(m => m["files"]![0]!["weights"]![0]!.AsObject().Remove("bytes"));
        byte[] bytes = [.. Graph.WeightBytes(), 0];
        File.WriteAllBytes(Weights, bytes);

        AssertRefused(
            "weights.bin",
            "files[0].weights[0].sha256",
            Hash(bytes),
            $"{Hash(Graph.WeightBytes())} as in the manifest"
        );
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        File.Delete(Weights);

        AssertRefused(
            "tiny.onnx",
            "external data",
            "no file 'weights.bin'",
            "a file in the model folder: put it there, or export the model as one file"
        );
    }

    [Fact]
    public void A_file_that_the_manifest_does_not_name_among_others_is_refused()
    {
        folder.Write("other.bin", "other");
        folder.With(m => m["files"]![0]!["weights"] = new JsonArray(Entry("other.bin")));

        AssertRefused(
            "model.json",
            "files[0].weights",
            "no 'weights.bin'",
            "every file that holds weights of tiny.onnx"
        );
        Assert.Equal(
            "model.json: files[0].weights[0].path: found 'other.bin', expected a file that tiny.onnx names: weights.bin.",
            ImageModel.FindDisagreements(folder.Folder)[1].Message
        );
    }

    [Fact]
    public void Weights_of_a_graph_that_holds_its_own_are_refused()
    {
        using var whole = new TestModelFolder();
        whole.With(m => m["files"]![0]!["weights"] = new JsonArray(Entry("weights.bin")));

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(whole.Folder));

        Assert.Equal(
            "model.json: files[0].weights[0].path: found 'weights.bin', expected none: tiny.onnx holds its weights itself.",
            error.Message
        );
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../weights.bin")]
    public void A_path_that_leaves_the_folder_is_refused(string path)
    {
        folder.With(m => m["files"]![0]!["weights"]![0]!["path"] = path);

        AssertRefused(
            "model.json",
            "files[0].weights[0].path",
            $"\"{path}\" (line 1)",
            "a path inside the model folder"
        );
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own there.");
        var target = Path.Combine(outside.FullName, "weights.bin");
        File.Move(Weights, target);
        File.CreateSymbolicLink(Weights, target);

        AssertRefused(
            "tiny.onnx",
            "external data",
            $"'weights.bin', a link to {target}",
            "a file in the model folder: put it there, or export the model as one file"
        );
    }

    [Fact]
    public void A_folder_of_weights_that_is_a_link_out_of_the_folder_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own there.");
        using var nested = new TestModelFolder(Graph with { ExternalData = "deep/weights.bin" });
        var target = Path.Combine(outside.FullName, "weights.bin");
        File.Move(Weights, target);
        Directory.CreateSymbolicLink(Path.Combine(nested.Folder, "deep"), outside.FullName);

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(nested.Folder));

        Assert.Equal(("external data", $"'deep/weights.bin', a link to {target}"), (error.Field, error.Found));
    }

    [Fact]
    public void A_link_that_stays_in_the_folder_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own there.");
        File.Move(Weights, Path.Combine(folder.Folder, "data"));
        File.CreateSymbolicLink(Weights, "data");

        Assert.Empty(ImageModel.FindDisagreements(folder.Folder));
        using var classifier = ImageClassifier.Load(folder.Folder);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static JsonObject Entry(string path) =>
        new()
        {
            ["path"] = path,
            ["sha256"] = Hash(Graph.WeightBytes()),
            ["bytes"] = Graph.WeightBytes().Length,
        };

    private void AssertRefused(string file, string field, string found, string expected)
    {
        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.Equal((file, field, found, expected), (error.File, error.Field, error.Found, error.Expected));
        Assert.Equal(error.Message, ImageModel.FindDisagreements(folder.Folder)[0].Message);
    }
}
