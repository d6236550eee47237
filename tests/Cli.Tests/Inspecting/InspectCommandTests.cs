using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Cli.Tests.Inspecting;

public class InspectCommandTests
{
    [Fact]
    public void The_shipped_folder_agrees_and_shows_manifest_and_both_graphs()
    {
        var result = Clothes.Run("inspect", SharedData.ModelFolder, "--format", "json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var inspection = JsonNode.Parse(result.Output)!;
        Assert.Empty(inspection["problems"]!.AsArray());
        Assert.Equal("clothes", inspection["manifest"]!["name"]!.GetValue<string>());
        Assert.Equal("stretch", inspection["manifest"]!["geometry"]!.GetValue<string>());
        Assert.Equal(10, inspection["manifest"]!["labels"]!.AsArray().Count);
        var files = inspection["files"]!.AsArray();
        Assert.Equal(["fp32", "int8"], files.Select(f => f!["precision"]!.GetValue<string>()));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.ModelFolder, "model.json")))!;
        Assert.Equal(
            manifest["files"]!.AsArray().Select(f => f!["sha256"]!.GetValue<string>()),
            files.Select(f => f!["sha256"]!.GetValue<string>())
        );
        Assert.All(
            files,
            f =>
            {
                Assert.Equal("[?, 224, 224, 3]", f!["inputs"]![0]!["shape"]!.GetValue<string>());
                Assert.True(f["operators"]!.AsObject().Count > 3);
                Assert.True(f["parameters"]!.GetValue<long>() > 3_000_000);
            }
        );
    }

    [Fact]
    public void Table_shows_the_same_for_people()
    {
        using var folder = new TestModelFolder();

        var result = Clothes.Run("inspect", folder.Folder);

        Assert.Equal(0, result.ExitCode);
        foreach (
            var words in new[]
            {
                folder.Folder,
                "tiny 1.2.3",
                "32 x 32 pixels, uint8, NHWC, RGB",
                "stretch; background #ffffff",
                "3: red, green, blue",
                "tiny.onnx",
                "ai.onnx 13",
                "image: uint8 [?, 32, 32, 3]",
                "logits: float32 [?, 3]",
                "6: Cast 1, Flatten 1, GlobalAveragePool 1, MatMul 1, Softmax 1, Transpose 1",
                "Manifest and graph agree, and the model runs.",
            }
        )
            Assert.Contains(words, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_disagrees_is_said_beside_the_graph_and_ends_with_3()
    {
        using var folder = new TestModelFolder().With(m => m["input"]!["width"] = 64);

        var result = Clothes.Run("inspect", folder.Folder);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            "disagrees: tiny.onnx: input.shape: found [?, 32, 32, 3], expected [N, 32, 64, 3] (NHWC) as in the manifest.",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("image: uint8 [?, 32, 32, 3]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_disagrees_is_said_at_once()
    {
        using var folder = new TestModelFolder().With(m =>
        {
            m["input"]!["width"] = 64;
            m["files"]![0]!["bytes"] = 5;
            m["outputs"]!["features"] = "embedding";
            m["labels"]!.AsArray().Add("purple");
        });

        var result = Clothes.Run("inspect", folder.Folder, "--format", "json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(
            ["files[0].bytes", "input.shape", "labels", "outputs.features"],
            JsonNode.Parse(result.Output)!["problems"]!
                .AsArray()
                .Select(p => p!.GetValue<string>().Split(": ")[1])
                .Distinct() // both outputs have another number of labels
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void File_that_the_manifest_beside_it_does_not_name_is_told()
    {
        using var folder = new TestModelFolder();
        File.Copy(Path.Combine(folder.Folder, "tiny.onnx"), Path.Combine(folder.Folder, "other.onnx"));

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "other.onnx"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            "disagrees: model.json: files: found no other.onnx, expected the file among them.",
            result.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{", "model.json: file: found no valid JSON")]
    [InlineData("{\"files\": 5}", "model.json: files: found 5 (line 1)")]
    public void Manifest_that_is_none_is_told_and_the_graph_shown(string json, string problem)
    {
        using var folder = new TestModelFolder();
        folder.Write("model.json", json);

        var result = Clothes.Run("inspect", folder.Folder, "--format", "json");

        Assert.Equal(3, result.ExitCode);
        var inspection = JsonNode.Parse(result.Output)!;
        Assert.StartsWith(problem, inspection["problems"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(inspection["problems"]!.AsArray());
        Assert.Single(inspection["files"]!.AsArray());
        Assert.Null(inspection["manifest"]);
    }

    [Fact]
    public void Graph_that_the_runtime_lacks_the_operators_for_is_found_by_running_it()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Opset = 999 });

        var result = Clothes.Run("inspect", folder.Folder);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("disagrees: tiny.onnx: opset: found 999", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void File_alone_is_shown_without_a_manifest()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Bytes = false, ChannelsFirst = true });
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("image: float32 [?, 3, 32, 32]", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "There is no model.json; --write-manifest drafts one.",
            result.Output,
            StringComparison.Ordinal
        );
    }

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
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"), "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("model.json is written.", result.Error, StringComparison.Ordinal);
        Assert.Contains("To do: preprocessing.geometry is stretch", result.Error, StringComparison.Ordinal);
        Assert.Equal(!bytes, result.Error.Contains("input.mean and input.std", StringComparison.Ordinal));
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
        Assert.Equal(expected.Output, Clothes.Run(predict).Output);
    }

    [Theory]
    [InlineData("Identity")]
    [InlineData("Spatial Squeeze Cast")]
    [InlineData("QuantizeLinear DequantizeLinear")]
    public void Draft_sees_the_Softmax_behind_what_reshapes_and_converts(string tail)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Logits = false, Tail = tail });
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Folder, "model.json")))!;
        Assert.Equal("""{"probabilities":"probabilities"}""", manifest["outputs"]!.ToJsonString());
        Assert.Null(manifest["activation"]);
    }

    [Fact]
    public void Softmax_of_other_operators_is_found_by_the_run()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Logits = false, SpelledOut = true });
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            "expected logits; name this output in outputs.probabilities.",
            result.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Draft_for_a_graph_of_float16_writes_one_of_float32()
    {
        using var folder = new TestModelFolder(
            new TinyOnnx
            {
                Bytes = false,
                HalfPrecision = true,
                HalfOutputs = true,
            }
        );
        File.Delete(Path.Combine(folder.Folder, "model.json"));

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
    public void Draft_for_a_sequence_of_maps_takes_tensor_and_labels_from_behind_it()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Logits = false, ZipMap = true });
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"), "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Folder, "model.json")))!;
        Assert.Equal("tiny.float32.onnx", manifest["files"]![0]!["path"]!.GetValue<string>());
        Assert.Equal("""{"probabilities":"probabilities"}""", manifest["outputs"]!.ToJsonString());
        Assert.Equal("""["class 0","class 1","class 2"]""", manifest["labels"]!.ToJsonString());
    }

    [Fact]
    public void Draft_asks_for_the_sides_that_the_graph_leaves_free_and_proposes_224()
    {
        using var folder = new TestModelFolder(
            new TinyOnnx
            {
                Batch = -1,
                FreeSides = true,
                Tail = "Reshape",
                Row = [-1, 1, 1],
            }
        );
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "To do: the graph leaves width or height free: 224 x 224 is a guess;",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_without_label_names_numbers_them_and_says_so()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Labels = 7 });
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("To do: labels are numbered", result.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Folder, "model.json")));
        Assert.Equal(
            Enumerable.Range(0, 7).Select(i => $"label {i}"),
            json.RootElement.GetProperty("labels").EnumerateArray().Select(l => l.GetString())
        );
    }

    [Fact]
    public void Manifest_that_is_there_is_not_overwritten()
    {
        using var folder = new TestModelFolder();
        var before = File.ReadAllText(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is there already; move it away", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder.Folder, "model.json")));
    }

    [Fact]
    public void Draft_for_a_graph_that_is_no_image_classifier_is_refused()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Logits = false, Probabilities = false });
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("expected a row of float32 for each photo", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Folder, "model.json")));
    }

    [Theory]
    [InlineData("image to image, or a segmentation: output 'logits' is [?, 3, 32, 32]", "3 32 32")]
    [InlineData("a detector: output 'logits' is [?, 100, 4]", "100 4")]
    [InlineData("a detector: output 'logits' is [?, 84, 8400]", "84 8400")]
    [InlineData("an embedding: output 'logits' is [?, 197, 768]", "197 768")]
    public void Graph_of_another_kind_is_named(string kind, string row)
    {
        using var folder = new TestModelFolder(
            new TinyOnnx { Probabilities = false, Row = [.. row.Split(' ').Select(long.Parse)] }
        );
        File.Delete(Path.Combine(folder.Folder, "model.json"));

        var shown = JsonNode.Parse(Clothes.Run("inspect", folder.Folder, "--format", "json").Output)!;
        var drafted = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(kind, shown["files"]![0]!["looksLike"]!.GetValue<string>());
        Assert.Equal(3, drafted.ExitCode);
        Assert.Contains(
            $"tiny.onnx: file: found {kind}, expected an image classifier: a picture in, a row of scores out.",
            drafted.Error,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(folder.Folder, "model.json")));
    }

    [Fact]
    public void Draft_for_one_of_several_files_asks_which()
    {
        using var folder = new TestModelFolder();
        File.Delete(Path.Combine(folder.Folder, "model.json"));
        File.Copy(Path.Combine(folder.Folder, "tiny.onnx"), Path.Combine(folder.Folder, "other.onnx"));

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "name the one to write a manifest for: other.onnx, tiny.onnx.",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void File_that_is_no_onnx_model_ends_with_3()
    {
        using var folder = new TestModelFolder();
        folder.Write("bad.onnx", "no protobuf here");

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "bad.onnx"), "--format", "json");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("expected an ONNX model", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "no such file or folder")]
    [InlineData("labels.txt", "a file whose name ends in .onnx")]
    [InlineData("empty", "there is no ONNX file in this folder")]
    public void Place_without_a_model_is_a_wrong_command_line(string name, string words)
    {
        using var folder = new TestModelFolder();
        folder.Write("labels.txt", "red\n");
        Directory.CreateDirectory(Path.Combine(folder.Folder, "empty"));

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, name));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }
}
