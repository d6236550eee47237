using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Cli.Tests.Inspecting;

/// <summary>What <c>--write-manifest</c> makes of a graph, and which graphs it refuses.</summary>
public sealed class ManifestDraftTests
{
    [Theory]
    [InlineData(true, false, true, true)]
    [InlineData(false, true, true, true)]
    [InlineData(false, true, true, false)]
    [InlineData(false, false, false, true)]
    public void Draft_from_a_graph_loads_and_answers_as_the_hand_written_manifest(
        bool bytes,
        bool channelsFirst,
        bool logits,
        bool probabilities
    )
    {
        var graph = new TinyOnnx
        {
            Bytes = bytes,
            ChannelsFirst = channelsFirst,
            Logits = logits,
            Probabilities = probabilities,
            Width = 48,
        };
        using var folder = new TestModelFolder(graph);
        using var photos = new PhotoFolder();
        photos.Add("photo.jpg");
        folder.Write("labels.txt", "red\ngreen\nblue\n");
        string[] predict = ["predict", photos.Path, "--model", folder.Folder, "--format", "csv"];
        var expected = Clothes.Run(predict);
        File.Delete(folder.ManifestPath);

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"), "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("model.json is written.", result.Error, StringComparison.Ordinal);
        Assert.Contains("To do: preprocessing.geometry is stretch", result.Error, StringComparison.Ordinal);
        Assert.Equal(!bytes, result.Error.Contains("input.mean and input.std", StringComparison.Ordinal));
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
        Assert.Equal(expected.Output, Clothes.Run(predict).Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draft_names_features_and_evidence(bool labelsLast)
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Extras = true, LabelsLast = labelsLast });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("outputs.evidence is evidence by its shape", result.Error, StringComparison.Ordinal);
        var outputs = JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!["outputs"]!;
        Assert.Equal(("features", "evidence"), ((string?)outputs["features"], (string?)outputs["evidence"]));
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Identity")]
    [InlineData("Spatial Squeeze Cast")]
    [InlineData("QuantizeLinear DequantizeLinear")]
    public void Draft_sees_the_Softmax_behind_what_reshapes_and_converts(string tail)
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Logits = false, Tail = tail });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!;
        Assert.Equal("""{"probabilities":"probabilities"}""", manifest["outputs"]!.ToJsonString());
        Assert.Null(manifest["activation"]);
    }

    [Fact]
    public void Output_that_is_called_probabilities_is_taken_for_them()
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Logits = false, SpelledOut = true });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!;
        Assert.Equal("""{"probabilities":"probabilities"}""", manifest["outputs"]!.ToJsonString());
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(9_000_000_000)]
    [InlineData(4_294_967_296)] // 0 in 32 bits
    public void Labels_of_a_graph_that_claims_many_are_numbered_up_to_a_limit(long width)
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Probabilities = false, Row = [width] });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            $"labels: found 100000 labels, expected {width}: output 'logits' of tiny.onnx has shape [?, {width}].",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(100_000, JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!["labels"]!.AsArray().Count);
    }

    [Fact]
    public void Draft_for_a_graph_of_float16_writes_one_of_float32()
    {
        using var folder = TestModelFolder.WithoutManifest(
            new TinyOnnx
            {
                Bytes = false,
                HalfPrecision = true,
                HalfOutputs = true,
            }
        );

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"), "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "tiny.float32.onnx is written: input image_float32 is float32, and cast to float16;",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_vouches_for_weights_beside_the_graph()
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var folder = TestModelFolder.WithoutManifest(graph);
        var weights = graph.WeightBytes();
        File.WriteAllBytes(Path.Combine(folder.Folder, "weights.bin"), weights);

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(weights));
        Assert.Equal(
            $$"""[{"path":"weights.bin","sha256":"{{hash}}","bytes":{{weights.Length}}}]""",
            manifest["files"]![0]!["weights"]!.ToJsonString()
        );
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_without_the_weights_of_its_graph_is_refused()
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { ExternalData = "weights.bin" });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("weights.bin: file: found no such file", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.ManifestPath));
    }

    [Fact]
    public void Draft_for_a_sequence_of_maps_takes_tensor_and_labels_from_behind_it()
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Logits = false, ZipMap = true });

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"), "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!;
        Assert.Equal("tiny.float32.onnx", manifest["files"]![0]!["path"]!.GetValue<string>());
        Assert.Equal("""{"probabilities":"probabilities"}""", manifest["outputs"]!.ToJsonString());
        Assert.Equal("""["class 0","class 1","class 2"]""", manifest["labels"]!.ToJsonString());
    }

    [Fact]
    public void Draft_asks_for_the_sides_that_the_graph_leaves_free_and_proposes_224()
    {
        using var folder = TestModelFolder.WithoutManifest(
            new TinyOnnx
            {
                Batch = -1,
                FreeSides = true,
                Tail = "Reshape",
                Row = [-1, 1, 1],
            }
        );

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "To do: the graph leaves width or height free: 224 x 224 is a guess;",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GlobalAveragePool", true)]
    [InlineData("GlobalMaxPool", false)]
    public void Draft_for_means_over_the_picture_says_that_they_may_be_features(string pooling, bool isSaid)
    {
        using var folder = TestModelFolder.WithoutManifest();
        var graph = new GraphBuilder("CNTK", irVersion: 3, opset: 8)
            .Node(pooling, "Input247", "Pooling395_Output_0")
            .Input("Input247", OnnxBytes.FloatType, 1, 3, 32, 32)
            .Output("Pooling395_Output_0", OnnxBytes.FloatType, 1, 3, 1, 1);
        File.WriteAllBytes(Path.Combine(folder.Folder, "tiny.onnx"), graph.Build());

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            isSaid,
            result.Error.Contains(
                "To do: outputs: 'Pooling395_Output_0' is a mean over the picture,",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void Draft_without_label_names_numbers_them_and_says_so()
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Labels = 7 });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("To do: labels are numbered", result.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(folder.ManifestPath));
        Assert.Equal(
            Enumerable.Range(0, 7).Select(i => $"label {i}"),
            json.RootElement.GetProperty("labels").EnumerateArray().Select(l => l.GetString())
        );
    }

    [Fact]
    public void ZipMap_that_takes_nothing_is_named()
    {
        using var folder = TestModelFolder.WithoutManifest();
        // A model, of IR version 8, with a graph with a node with an operator, and nothing else.
        File.WriteAllBytes(Path.Combine(folder.Folder, "tiny.onnx"), [8, 8, 58, 10, 10, 8, 34, 6, .. "ZipMap"u8]);

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            "found 14 bytes that has a ZipMap without input or output, expected an ONNX model",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Manifest_that_is_there_is_not_overwritten()
    {
        using var folder = new TestModelFolder();
        var before = File.ReadAllText(folder.ManifestPath);

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is there already; move it away", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(folder.ManifestPath));
    }

    [Fact]
    public void Draft_for_a_graph_that_is_no_image_classifier_is_refused()
    {
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Logits = false, Probabilities = false });

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("expected a row of float32 for each photo", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.ManifestPath));
    }

    [Theory]
    [InlineData("image to image, or a segmentation: output 'logits' is [?, 3, 32, 32]", "3 32 32")]
    [InlineData("a detector: output 'logits' is [?, 100, 4]", "100 4")]
    [InlineData("a detector: output 'logits' is [?, 84, 8400]", "84 8400")]
    [InlineData("an embedding: output 'logits' is [?, 197, 768]", "197 768")]
    public void Graph_of_another_kind_is_named(string kind, string row)
    {
        using var folder = TestModelFolder.WithoutManifest(
            new TinyOnnx { Probabilities = false, Row = [.. row.Split(' ').Select(long.Parse)] }
        );

        var shown = JsonNode.Parse(Clothes.Run("inspect", folder.Folder, "--format", "json").Output)!;
        var drafted = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(kind, shown["files"]![0]!["looksLike"]!.GetValue<string>());
        Assert.Equal(3, drafted.ExitCode);
        Assert.Contains(
            $"tiny.onnx: file: found {kind}, expected an image classifier: a picture in, a row of scores out.",
            drafted.Error,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(folder.ManifestPath));
    }

    [Fact]
    public void Draft_for_one_of_several_files_asks_which()
    {
        using var folder = TestModelFolder.WithoutManifest();
        File.Copy(Path.Combine(folder.Folder, "tiny.onnx"), Path.Combine(folder.Folder, "other.onnx"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "name the one to write a manifest for: other.onnx, tiny.onnx.",
            result.Error,
            StringComparison.Ordinal
        );
    }
}
