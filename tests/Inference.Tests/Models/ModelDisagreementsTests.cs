using System.Security.Cryptography;
using System.Text.Json;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>Each way in which a manifest, the ONNX file and the folder can disagree is one sentence.</summary>
public class ModelDisagreementsTests
{
    private const string Move = "put it there, or export the model as one file.";

    private const string Rewrite =
        "without a model.json, 'clothes inspect --write-manifest' writes a graph of float32 and a manifest for it";

    private static readonly Dictionary<string, (TinyOnnx Graph, string Message)> Graphs = new()
    {
        ["batch of four"] = (
            new() { Batch = 4 },
            "tiny.onnx: input.shape: found [4, 32, 32, 3], expected a batch size of 1 or a free one."
        ),
        ["an input without a picture's dimensions"] = (
            new() { InputShape = [32 * 32 * 3] },
            "tiny.onnx: input.shape: found [?, 3072], expected [N, 32, 32, 3] (NHWC) as in the manifest."
        ),
        ["an input of int64"] = (
            new() { InputType = OnnxBytes.Int64Type },
            "tiny.onnx: input.type: found int64, expected uint8 or float32: export the model with such an input."
        ),
        ["two inputs"] = (
            new() { SecondInput = true },
            "tiny.onnx: input: found 2 inputs (image, second), expected a graph with one."
        ),
        ["outputs that are not a row"] = (
            new() { Row = [-1, 2] },
            "tiny.onnx: outputs.logits: found [?, 3, 2], expected [N, 3]: one row a photo."
        ),
        ["outputs of float16"] = (
            new() { HalfOutputs = true },
            $"tiny.onnx: outputs.logits: found float16, expected float32: {Rewrite}."
        ),
        ["logits behind a Softmax"] = Activated("Softmax", ""),
        ["logits behind a Softmax and an Identity"] = Activated("Softmax", "Identity"),
        ["logits behind a Softmax and its quantised form"] = Activated("Softmax", "QuantizeLinear DequantizeLinear"),
        ["logits behind a Softmax that is reshaped"] = Activated("Softmax", "Spatial Squeeze Cast Reshape Flatten"),
        ["logits behind a Sigmoid"] = Activated("Sigmoid", ""),
        ["logits behind a Sigmoid and an Identity"] = Activated("Sigmoid", "Identity Cast"),
        ["float16 and a manifest of bytes"] = Half(bytes: true),
        ["float16 and a manifest of float32"] = Half(bytes: false),
        ["external data above the folder"] = OutsideData("../weights.bin"),
        ["external data at an absolute path"] = OutsideData("/etc/passwd"),
        ["external data by a detour"] = OutsideData("a/../../weights.bin"),
        ["external data on a drive"] = OutsideData("C:\\weights.bin"),
        ["external data at a path that cannot be"] = OutsideData("weights\0.bin"),
        ["external data that is not there"] = (
            new() { ExternalData = "weights.bin" },
            $"tiny.onnx: external data: found no file 'weights.bin', expected a file in the model folder: {Move}"
        ),
    };

    public static TheoryData<string> GraphNames => [.. Graphs.Keys];

    /// <summary>A field of the manifest and its value, and then the message.</summary>
    public static TheoryData<string, string, string> Changes { get; } =
        Table(
            """
            files/0/path "other.onnx"
            other.onnx: file: found no such file, expected a file in the model folder {folder}.
            files/0/path "../tiny.onnx"
            model.json: files[0].path: found "../tiny.onnx" (line 1), expected a path inside the model folder.
            files/0/path "/etc/passwd"
            model.json: files[0].path: found "/etc/passwd" (line 1), expected a path inside the model folder.
            files/0/path "a/../../b.onnx"
            model.json: files[0].path: found "a/../../b.onnx" (line 1), expected a path inside the model folder.
            files/0/path "C:\\tiny.onnx"
            model.json: files[0].path: found "C:\\tiny.onnx" (line 1), expected a path inside the model folder.
            files/0/path "tiny\u0000.onnx"
            model.json: files[0].path: found "tiny\u0000.onnx" (line 1), expected a path inside the model folder.
            files []
            model.json: files: found no file, expected at least one ONNX file.
            files [{"path": "a", "precision": "int8", "sha256": "{hash}"}, {"path": "b", "precision": "int8", "sha256": "{hash}"}]
            model.json: files[1].precision: found 'int8' a second time, expected one file a precision.
            input/mean [1, 2, 3]
            model.json: input.mean: found a value for an input of uint8, expected none: bytes go in as decoded.
            input/std [1, 2, 3]
            model.json: input.std: found a value for an input of uint8, expected none: bytes go in as decoded.
            input/inverted true
            model.json: input.inverted: found true, expected colors grey with it.
            preprocessing {"geometry": "centerCrop", "resize": {"shorterSide": 31}}
            model.json: preprocessing.resize.shorterSide: found 31, expected at least the input's longer side, 32.
            preprocessing {"geometry": "stretch", "resize": {"shorterSide": 40}}
            model.json: preprocessing.resize: found shorterSide without a whole centre crop, expected geometry centerCrop, and no cropFraction.
            outputs {}
            model.json: outputs: found neither logits nor probabilities, expected the name of at least one of the two.
            labelsFile "labels.txt"
            model.json: labels: found both labels and labelsFile, expected one of the two.
            labels remove
            model.json: labels: found neither labels nor labelsFile, expected one of the two.
            labels ["red"]
            model.json: labels: found 1 labels, expected at least 2.
            files/0/bytes 5
            tiny.onnx: files[0].bytes: found {size} bytes, expected 5 bytes.
            defaultPrecision "int8"
            model.json: defaultPrecision: found no file of precision 'int8', expected one of fp32.
            input/name "picture"
            tiny.onnx: input.name: found no input 'picture', expected one of image.
            outputs/logits "scores"
            tiny.onnx: outputs.logits: found no output 'scores', expected one of logits, probabilities.
            outputs/features "embedding"
            tiny.onnx: outputs.features: found no output 'embedding', expected one of logits, probabilities.
            outputs/evidence "map"
            tiny.onnx: outputs.evidence: found no output 'map', expected one of logits, probabilities.
            outputs/evidence "logits"
            tiny.onnx: outputs.evidence: found [?, 3], expected [N, 3, rows, columns] or [N, rows, columns, 3]: one grid a label, of a fixed size.
            input/width 64
            tiny.onnx: input.shape: found [?, 32, 32, 3], expected [N, 32, 64, 3] (NHWC) as in the manifest.
            input/type "float32"
            tiny.onnx: input.type: found uint8, expected float32 as in the manifest.
            input/layout "NCHW"
            tiny.onnx: input.layout: found [?, 32, 32, 3], expected [N, 3, 32, 32] (NCHW) as in the manifest.
            labels ["red", "green", "blue", "purple"]
            model.json: labels: found 4 labels, expected 3: output 'logits' of tiny.onnx has shape [?, 3].
            input/std [58, 0, 57]
            model.json: input.std[1]: found 0 (line 1), expected three numbers above 0, or one for grey.
            input/std [58, -1, 57]
            model.json: input.std[1]: found -1 (line 1), expected three numbers above 0, or one for grey.
            input/wdith 5
            model.json: input.wdith: found an unknown field (line 1), expected only fields that model.schema.json describes.
            input/width "wide"
            model.json: input.width: found "wide" (line 1), expected 1 to 4096 pixels.
            input/layout "NHCW"
            model.json: input.layout: found "NHCW" (line 1), expected one of NHWC, NCHW.
            """
        );

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

    [Theory]
    [MemberData(nameof(Changes))]
    public void Manifest_that_the_onnx_file_contradicts(string field, string value, string message)
    {
        using var folder = new TestModelFolder().With(field, value.Replace("{hash}", new string('0', 64)));
        var size = new FileInfo(Path.Combine(folder.Folder, "tiny.onnx")).Length;
        AssertRefused(folder, message.Replace("{folder}", folder.Folder).Replace("{size}", $"{size}"));
    }

    [Theory]
    [MemberData(nameof(GraphNames))]
    public void Graph_that_does_not_fit(string name)
    {
        var (graph, message) = Graphs[name];
        using var folder = new TestModelFolder(graph);
        AssertRefused(folder, message);
    }

    [Fact]
    public void Features_that_are_not_a_row_and_evidence_of_other_labels()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Extras = true });
        AssertRefused(
            folder.With("outputs/features", "\"evidence\""),
            "tiny.onnx: outputs.features: found [?, 3, 4, 4], expected [N, width]: one row a photo."
        );
        using var half = new TestModelFolder(new TinyOnnx { Extras = true, ExtrasType = OnnxBytes.Float16Type });
        AssertRefused(half, $"tiny.onnx: outputs.features: found float16, expected float32: {Rewrite}.");
        AssertRefused(
            half.With("outputs/features", JsonCases.Remove),
            $"tiny.onnx: outputs.evidence: found float16, expected float32: {Rewrite}."
        );
        using var four = new TestModelFolder(new TinyOnnx { Extras = true, Labels = 5 });
        AssertRefused(
            four,
            "tiny.onnx: outputs.evidence: found [?, 3, 4, 4], expected [N, 5, rows, columns] or [N, rows, columns, 5]: one grid a label, of a fixed size."
        );
    }

    [Fact]
    public void Output_that_is_a_sequence_of_maps()
    {
        using var folder = new TestModelFolder(new TinyOnnx { ZipMap = true });
        AssertRefused(
            folder.With("outputs", """{"probabilities": "maps"}"""),
            $"tiny.onnx: outputs.probabilities: found no tensor, expected float32: {Rewrite}."
        );
    }

    [Theory]
    [InlineData(999, 7, "opset", "found 999", "has")]
    [InlineData(13, 77, "IR version", "found 77", "reads")]
    public void Versions_that_the_runtime_lacks(long opset, long irVersion, string field, string found, string verb)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Opset = opset, IrVersion = irVersion });

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Matches(
            $@"^tiny\.onnx: {field}: {found}, expected [0-9]+ or lower, as ONNX Runtime 1\.[0-9.]+ {verb}: "
                + $@"export the model again with a lower {field}\.$",
            error.Message
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
    public void File_that_cannot_be_read()
    {
        using var folder = new TestModelFolder().With("files/0/path", "\"sub\"");
        Directory.CreateDirectory(Path.Combine(folder.Folder, "sub"));

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.Equal(("sub", "file", "a file that this process may read"), (error.File, error.Field, error.Expected));
    }

    [Fact]
    public void Precision_that_is_not_there()
    {
        using var folder = new TestModelFolder();
        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder, "int4"));
        Assert.Equal("model.json: files: found no file of precision 'int4', expected one of fp32.", error.Message);
    }

    [Fact]
    public void File_that_is_no_onnx_model()
    {
        using var folder = new TestModelFolder();
        var text = "no protobuf here"u8.ToArray();
        File.WriteAllBytes(Path.Combine(folder.Folder, "tiny.onnx"), text);
        folder
            .With("files/0/sha256", $"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"")
            .With("files/0/bytes", $"{text.Length}");

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));
        Assert.Equal(("tiny.onnx", "file", "an ONNX model"), (error.File, error.Field, error.Expected));
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
        folder.With("labels", JsonCases.Remove).With("labelsFile", "\"labels.txt\"");
        folder.Write("labels.txt", "rouge\nvert\nbleu\n\n\n");
        Assert.Equal(["rouge", "vert", "bleu"], ImageModel.Load(folder.Folder).Labels);

        folder.Write("labels.txt", "rouge\n \nbleu\n");
        AssertRefused(folder, "labels.txt: labels[1]: found an empty label, expected a label.");
    }

    [Theory]
    [InlineData("crane crane crane", "crane|crane (2)|crane (3)")]
    [InlineData("crane maillot crane maillot", "crane|maillot|crane (2)|maillot (2)")]
    [InlineData("crane crane_(2) crane", "crane|crane (2)|crane (3)")]
    [InlineData("crane crane crane_(2)", "crane|crane (3)|crane (2)")]
    [InlineData("crane Crane CRANE", "crane|Crane|CRANE")]
    public void Labels_of_the_same_name_are_numbered(string written, string expected)
    {
        var labels = written.Split(' ').Select(l => l.Replace('_', ' ')).ToArray();
        using var folder = new TestModelFolder(new TinyOnnx { Labels = labels.Length });
        folder.With("labels", JsonSerializer.Serialize(labels));
        Assert.Equal(expected, string.Join('|', ImageModel.Load(folder.Folder).Labels));

        folder.With("labels", JsonCases.Remove).With("labelsFile", "\"labels.txt\"");
        folder.Write("labels.txt", string.Join('\n', labels));
        Assert.Equal(expected, string.Join('|', ImageModel.Load(folder.Folder).Labels));
    }

    private static (TinyOnnx Graph, string Message) Half(bool bytes) =>
        (
            new() { HalfPrecision = true, Bytes = bytes },
            $"tiny.onnx: input.type: found float16, expected uint8 or float32: {Rewrite}."
        );

    private static (TinyOnnx Graph, string Message) Activated(string activation, string tail) =>
        (
            new() { Probabilities = false, Tail = $"{activation} {tail}" },
            $"tiny.onnx: outputs.logits: found 'logits', which comes out of a {activation}, "
                + "expected the values before it; name this output in outputs.probabilities."
        );

    private static (TinyOnnx Graph, string Message) OutsideData(string path) =>
        (
            new() { ExternalData = path },
            $"tiny.onnx: external data: found '{path}', expected a file in the model folder: {Move}"
        );

    private static TheoryData<string, string, string> Table(string lines) =>
        [
            .. lines
                .Split('\n')
                .Chunk(2)
                .Select(pair => new TheoryDataRow<string, string, string>(
                    pair[0].Split(' ', 2)[0],
                    pair[0].Split(' ', 2)[1],
                    pair[1]
                )),
        ];

    private static void AssertRefused(TestModelFolder folder, string message) => AssertRefused(folder.Folder, message);

    // Finding all goes the same way and further: what loading stops at comes first.
    private static void AssertRefused(string folder, string message)
    {
        Assert.Equal(message, Assert.Throws<ModelException>(() => ImageModel.Load(folder)).Message);
        Assert.Equal(message, ImageModel.FindDisagreements(folder)[0].Message);
    }
}
