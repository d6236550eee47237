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
    public void File_that_the_manifest_beside_it_does_not_name_is_reported()
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
    public void Manifest_that_is_none_is_reported_and_the_graph_shown(string json, string problem)
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
        using var folder = TestModelFolder.WithoutManifest(new TinyOnnx { Bytes = false, ChannelsFirst = true });

        var result = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("image: float32 [?, 3, 32, 32]", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "There is no model.json; --write-manifest drafts one.",
            result.Output,
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
