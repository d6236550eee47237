using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>Each way in which a manifest, the ONNX file and the folder can disagree is one sentence.</summary>
public class ModelDisagreementTests
{
    private const string OutsidePath = "model.json: {0}: found {1} (line 1), expected a path inside the model folder.";
    private const string UnknownOutput =
        "tiny.onnx: {0}: found no output 'scores', expected one of logits, probabilities.";

    [Fact]
    public void Folder_that_agrees_is_loaded()
    {
        using var folder = new TestModelFolder();

        var model = ImageModel.Load(folder.Folder);

        Assert.Equal(("tiny", "1.2.3", "fp32"), (model.Name, model.Version, model.Precision));
        Assert.Equal(["red", "green", "blue"], model.Labels);
        Assert.Equal((32, 32), (model.Input.Width, model.Input.Height));
        Assert.Empty(ImageModel.FindDisagreements(folder.Folder));
    }

    [Fact]
    public void Missing_folder() =>
        AssertRefused(
            Path.Combine(Path.GetTempPath(), "no-such-model"),
            $"model.json: file: found no such file, expected a file in the model folder {Path.GetTempPath()}no-such-model."
        );

    [Fact]
    public void Missing_onnx_file()
    {
        using var folder = new TestModelFolder().With(m => m["files"]![0]!["path"] = "other.onnx");
        AssertRefused(
            folder,
            $"other.onnx: file: found no such file, expected a file in the model folder {folder.Folder}."
        );
    }

    [Fact]
    public void Other_bytes_than_the_hash_says()
    {
        using var folder = new TestModelFolder();
        var onnx = Path.Combine(folder.Folder, "tiny.onnx");
        var bytes = File.ReadAllBytes(onnx);
        bytes[^1] ^= 1;
        File.WriteAllBytes(onnx, bytes);

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.Equal(("tiny.onnx", "files[0].sha256"), (error.File, error.Field));
        Assert.Matches(
            "^tiny.onnx: files\\[0\\].sha256: found [0-9a-f]{64}, expected [0-9a-f]{64} as in the manifest.$",
            error.Message
        );
    }

    [Fact]
    public void Other_size_than_the_manifest_says()
    {
        using var folder = new TestModelFolder().With(m => m["files"]![0]!["bytes"] = 5);
        var size = new FileInfo(Path.Combine(folder.Folder, "tiny.onnx")).Length;
        AssertRefused(folder, $"tiny.onnx: files[0].bytes: found {size} bytes, expected 5 bytes.");
    }

    [Fact]
    public void Precision_that_is_not_there()
    {
        using var folder = new TestModelFolder();
        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder, "int4"));
        Assert.Equal("model.json: files: found no file of precision 'int4', expected one of fp32.", error.Message);
    }

    /// <summary>A field of the manifest, the JSON to put there, and the sentence: {0} is the field, {1} the JSON.</summary>
    [Theory]
    [InlineData(
        "defaultPrecision",
        "int8",
        "model.json: {0}: found no file of precision 'int8', expected one of fp32."
    )]
    [InlineData("files/0/path", "../tiny.onnx", OutsidePath)]
    [InlineData("files/0/path", "/etc/passwd", OutsidePath)]
    [InlineData("files/0/path", "a/../../b.onnx", OutsidePath)]
    [InlineData("files/0/path", "C:\\tiny.onnx", OutsidePath)]
    [InlineData("input/name", "picture", "tiny.onnx: {0}: found no input 'picture', expected one of image.")]
    [InlineData("outputs/logits", "scores", UnknownOutput)]
    [InlineData("outputs/features", "scores", UnknownOutput)]
    [InlineData(
        "input/width",
        64,
        "tiny.onnx: input.shape: found [?, 32, 32, 3], expected [N, 32, 64, 3] (NHWC) as in the manifest."
    )]
    [InlineData("input/type", "float32", "tiny.onnx: {0}: found uint8, expected float32 as in the manifest.")]
    [InlineData(
        "input/layout",
        "NCHW",
        "tiny.onnx: {0}: found [?, 32, 32, 3], expected [N, 3, 32, 32] (NCHW) as in the manifest."
    )]
    [InlineData("input/layout", "NHCW", "model.json: {0}: found {1} (line 1), expected one of NHWC, NCHW.")]
    [InlineData("input/width", "wide", "model.json: {0}: found {1} (line 1), expected 1 to 4096 pixels.")]
    [InlineData(
        "input/wdith",
        5,
        "model.json: {0}: found an unknown field (line 1), expected only fields that model.schema.json describes."
    )]
    [InlineData(
        "labels",
        new[] { "red", "green", "blue", "purple" },
        "model.json: {0}: found 4 labels, expected 3: output 'logits' of tiny.onnx has shape [?, 3]."
    )]
    [InlineData(
        "input/std",
        new[] { 58, 0, 57 },
        "model.json: {0}[1]: found 0 (line 1), expected three numbers above 0."
    )]
    [InlineData(
        "input/std",
        new[] { 58, -1, 57 },
        "model.json: {0}[1]: found -1 (line 1), expected three numbers above 0."
    )]
    public void Manifest_with_another(string path, object value, string message)
    {
        var json = JsonSerializer.Serialize(value);
        var steps = path.Split('/');
        // Only float input has mean and std.
        using var folder = new TestModelFolder(new TinyOnnx { Bytes = path != "input/std" }).With(manifest =>
        {
            var parent = steps[..^1]
                .Aggregate((JsonNode)manifest, (node, step) => step == "0" ? node[0]! : node[step]!);
            parent[steps[^1]] = JsonNode.Parse(json);
        });

        var field = path.Replace("/0", "[0]", StringComparison.Ordinal).Replace('/', '.');
        AssertRefused(
            folder,
            message.Replace("{0}", field, StringComparison.Ordinal).Replace("{1}", json, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Batch_of_more_than_one()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Batch = 4 });
        AssertRefused(
            folder,
            "tiny.onnx: input.shape: found [4, 32, 32, 3], expected a batch size of 1 or a free one."
        );
    }

    [Fact]
    public void File_that_is_no_onnx_model()
    {
        using var folder = new TestModelFolder();
        var text = "no protobuf here"u8.ToArray();
        File.WriteAllBytes(Path.Combine(folder.Folder, "tiny.onnx"), text);
        folder.With(m =>
        {
            m["files"]![0]!["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text));
            m["files"]![0]!["bytes"] = text.Length;
        });

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.Equal(("tiny.onnx", "file", "an ONNX model"), (error.File, error.Field, error.Expected));
    }

    [Fact]
    public void Opset_that_the_runtime_lacks()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Opset = 999 });

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Matches(
            @"^tiny\.onnx: opset: found 999, expected [0-9]+ or lower, as ONNX Runtime 1\.[0-9.]+ has: "
                + @"export the model again with a lower opset\.$",
            error.Message
        );
    }

    [Fact]
    public void IR_version_that_the_runtime_lacks()
    {
        using var folder = new TestModelFolder(new TinyOnnx { IrVersion = 77 });

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Matches(
            @"^tiny\.onnx: IR version: found 77, expected [0-9]+ or lower, as ONNX Runtime 1\.[0-9.]+ reads: "
                + @"export the model again with a lower IR version\.$",
            error.Message
        );
    }

    [Fact]
    public void Graph_that_the_runtime_cannot_run()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Opset = 1, IrVersion = 3 });

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Equal(("tiny.onnx", "file"), (error.File, error.Field));
        Assert.StartsWith("a graph that ONNX Runtime 1.", error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_whose_width_the_graph_does_not_say()
    {
        using var folder = new TestModelFolder(new TinyOnnx { FreeWidth = true });

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Equal(
            ("tiny.onnx", "outputs.logits", "3 numbers, one a label"),
            (error.File, error.Field, error.Expected)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Input_of_float16(bool manifestSaysBytes)
    {
        using var folder = new TestModelFolder(new TinyOnnx { HalfPrecision = true, Bytes = manifestSaysBytes });
        AssertRefused(
            folder,
            "tiny.onnx: input.type: found float16, expected uint8 or float32: export the model with such an input."
        );
    }

    [Fact]
    public void Several_free_dimensions()
    {
        using var folder = new TestModelFolder(new TinyOnnx { FreeSides = true });
        AssertRefused(
            folder,
            "tiny.onnx: input.shape: found [?, ?, ?, 3], expected one free dimension at most, the batch: "
                + "export the model with the shape [N, 32, 32, 3]."
        );
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../weights.bin")]
    [InlineData("C:\\weights.bin")]
    public void External_data_outside_the_folder(string location)
    {
        using var folder = new TestModelFolder(new TinyOnnx { ExternalData = location });
        AssertRefused(
            folder,
            $"tiny.onnx: external data: found '{location}', expected a file in the model folder: put it there, or export the model as one file."
        );
    }

    [Fact]
    public void External_data_that_is_not_there()
    {
        using var folder = new TestModelFolder(new TinyOnnx { ExternalData = "weights.bin" });
        AssertRefused(
            folder,
            "tiny.onnx: external data: found no file 'weights.bin', expected a file in the model folder: put it there, or export the model as one file."
        );
    }

    [Fact]
    public void External_data_behind_a_link_out_of_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own there.");
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var folder = new TestModelFolder(graph);
        using var other = new TestModelFolder();
        var target = Path.Combine(other.Folder, "weights.bin");
        File.WriteAllBytes(target, graph.WeightBytes());
        File.CreateSymbolicLink(Path.Combine(folder.Folder, "weights.bin"), target);

        AssertRefused(
            folder,
            $"tiny.onnx: external data: found 'weights.bin', a link to {target}, expected a file in the model folder: put it there, or export the model as one file."
        );
    }

    [Theory]
    [InlineData("", "found no valid JSON (line 1): The input does not contain any JSON tokens")]
    [InlineData("{", "found no valid JSON (line 1): Expected depth to be zero at the end of the JSON payload")]
    [InlineData("/* x */ [1,]", "found [1,] (line 1), expected a value as model.schema.json describes it.")]
    [InlineData("null", "found null (line 1), expected a value as model.schema.json describes it.")]
    [InlineData(
        "[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]]",
        "found [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,... (line 1)"
    )]
    [InlineData("[1]", "found [1] (line 1), expected a value as model.schema.json describes it.")]
    [InlineData("{\"name\": \"x\"}", "found no 'version', 'files', 'input', 'outputs' (line 1), expected an object as")]
    public void Manifest_that_is_no_manifest(string json, string message)
    {
        using var folder = new TestModelFolder();
        folder.Write("model.json", json);

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.StartsWith($"model.json: file: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_read_from_a_file_and_checked()
    {
        using var folder = new TestModelFolder();
        folder.With(m =>
        {
            m.Remove("labels");
            m["labelsFile"] = "labels.txt";
        });
        folder.Write("labels.txt", "rouge\nvert\nbleu\n");
        Assert.Equal(["rouge", "vert", "bleu"], ImageModel.Load(folder.Folder).Labels);

        folder.Write("labels.txt", "rouge\nrouge\nbleu\n");
        AssertRefused(folder, "labels.txt: labels[1]: found 'rouge' a second time, expected a new label.");
    }

    private static void AssertRefused(TestModelFolder folder, string message) => AssertRefused(folder.Folder, message);

    // Finding all goes the same way and further: what loading stops at comes first.
    private static void AssertRefused(string folder, string message)
    {
        Assert.Equal(message, Assert.Throws<ModelException>(() => ImageModel.Load(folder)).Message);
        Assert.Equal(message, ImageModel.FindDisagreements(folder)[0].Message);
    }
}
