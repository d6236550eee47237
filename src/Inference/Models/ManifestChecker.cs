using System.Text.RegularExpressions;

namespace ClothesClassification.Inference.Models;

/// <summary>Checks a manifest's values, as model.schema.json does, and the manifest against the ONNX graph.</summary>
internal static partial class ManifestChecker
{
    private const int MaxSide = 4096;

    public static void CheckValues(ModelManifest manifest)
    {
        Expect(manifest.Name.Length > 0, "name", "an empty name", "a name");
        Expect(Semver().IsMatch(manifest.Version), "version", $"'{manifest.Version}'", "a version such as 1.0.0");
        Expect(manifest.Files.Count > 0, "files", "no file", "at least one ONNX file");
        for (var i = 0; i < manifest.Files.Count; i++)
            CheckFile(manifest, i);
        CheckInput(manifest.Input);
        CheckPreprocessing(manifest.Preprocessing);
        var outputs = manifest.Outputs;
        Expect(
            outputs.Logits is { Length: > 0 } || outputs.Probabilities is { Length: > 0 },
            "outputs",
            "neither logits nor probabilities",
            "the name of at least one of the two"
        );
        Expect(
            manifest.Labels is null != manifest.LabelsFile is null,
            "labels",
            manifest.Labels is null ? "neither labels nor labelsFile" : "both labels and labelsFile",
            "one of the two"
        );
        if (manifest.LabelsFile is not null)
            CheckPath(manifest.LabelsFile, "labelsFile");
        for (var i = 0; i < manifest.Accuracy.Count; i++)
            CheckAccuracy(manifest.Accuracy[i], $"accuracy[{i}]");
        if (manifest.Labels is not null)
            CheckLabels(manifest.Labels, ModelManifest.FileName, "labels");
    }

    public static void CheckLabels(IReadOnlyList<string> labels, string file, string field)
    {
        Expect(labels.Count >= 2, field, $"{labels.Count} labels", "at least 2", file);
        HashSet<string> seen = [];
        for (var i = 0; i < labels.Count; i++)
        {
            Expect(!string.IsNullOrWhiteSpace(labels[i]), $"{field}[{i}]", "an empty label", "a label", file);
            Expect(seen.Add(labels[i]), $"{field}[{i}]", $"'{labels[i]}' a second time", "a new label", file);
        }
    }

    public static void Check(ModelManifest manifest, string onnxFile, OnnxGraph graph, int labels)
    {
        foreach (var part in Parts(manifest, onnxFile, graph, labels))
            part();
    }

    /// <summary>The checks of a manifest against a graph, each on its own.</summary>
    public static Action[] Parts(ModelManifest manifest, string onnxFile, OnnxGraph graph, int labels)
    {
        var outputs = manifest.Outputs;
        return
        [
            () => CheckInput(manifest.Input, onnxFile, graph),
            () => CheckOutput(graph, outputs.Logits, "outputs.logits", onnxFile, labels),
            () => CheckOutput(graph, outputs.Probabilities, "outputs.probabilities", onnxFile, labels),
            () => CheckExtra(graph, outputs.Features, "outputs.features", onnxFile),
            () => CheckExtra(graph, outputs.Evidence, "outputs.evidence", onnxFile),
        ];
    }

    private static void CheckInput(ManifestInput input, string onnxFile, OnnxGraph graph)
    {
        var value = Find(graph.Inputs, input.Name, "input.name", onnxFile, "input");
        Expect(
            graph.Inputs.Count == 1,
            "input",
            $"{graph.Inputs.Count} inputs ({string.Join(", ", graph.Inputs.Select(i => i.Name))})",
            "a graph with one",
            onnxFile
        );
        var type = input.Type == ElementType.UInt8 ? "uint8" : "float32";
        Expect(
            value.ElementType is "uint8" or "float32",
            "input.type",
            value.ElementType,
            "uint8 or float32: export the model with such an input",
            onnxFile
        );
        Expect(value.ElementType == type, "input.type", value.ElementType, $"{type} as in the manifest", onnxFile);
        CheckInputShape(input, value, onnxFile);
    }

    private static void CheckExtra(OnnxGraph graph, string? name, string field, string onnxFile)
    {
        if (name is not null)
            Find(graph.Outputs, name, field, onnxFile, "output");
    }

    /// <summary>Files that hold weights must be in the model folder, wherever links lead.</summary>
    public static void CheckExternalData(string folder, string onnxFile, OnnxGraph graph)
    {
        foreach (var location in graph.ExternalData)
        {
            const string Inside = "a file in the model folder: put it there, or export the model as one file";
            Expect(RelativePath().IsMatch(location), "external data", $"'{location}'", Inside, onnxFile);
            var file = new FileInfo(Path.Combine(folder, Path.GetDirectoryName(onnxFile)!, location));
            Expect(file.Exists, "external data", $"no file '{location}'", Inside, onnxFile);
            var target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
            var root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
            Expect(
                IsWithin(target, folder) || IsWithin(target, root),
                "external data",
                $"'{location}', a link to {target}",
                Inside,
                onnxFile
            );
        }
    }

    private static bool IsWithin(string file, string folder) =>
        file.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );

    private static void CheckFile(ModelManifest manifest, int i)
    {
        var file = manifest.Files[i];
        var field = $"files[{i}]";
        CheckPath(file.Path, $"{field}.path");
        Expect(Identifier().IsMatch(file.Precision), $"{field}.precision", $"'{file.Precision}'", "a lower-case word");
        Expect(Hash().IsMatch(file.Sha256), $"{field}.sha256", $"'{file.Sha256}'", "64 lower-case hexadecimal digits");
        Expect(file.Bytes is null or > 0, $"{field}.bytes", $"{file.Bytes}", "a size above 0");
        Expect(
            manifest.Files.Take(i).All(f => f.Precision != file.Precision),
            $"{field}.precision",
            $"'{file.Precision}' a second time",
            "one file a precision"
        );
    }

    private static void CheckAccuracy(ManifestAccuracy claim, string field)
    {
        Expect(
            Identifier().IsMatch(claim.Precision),
            $"{field}.precision",
            $"'{claim.Precision}'",
            "a lower-case word"
        );
        Expect(claim.Data.Length > 0, $"{field}.data", "an empty text", "name and licence of the data");
        Expect(claim.Split.Length > 0, $"{field}.split", "an empty text", "the part of the data");
        Expect(claim.Photos > 0, $"{field}.photos", $"{claim.Photos}", "a number above 0");
        Expect(claim.Top1 is >= 0 and <= 1, $"{field}.top1", $"{claim.Top1}", "a share, 0 to 1");
        Expect(claim.Top3 is null or (>= 0 and <= 1), $"{field}.top3", $"{claim.Top3}", "a share, 0 to 1");
    }

    private static void CheckPath(string path, string field) =>
        Expect(RelativePath().IsMatch(path), field, $"'{path}'", "a path inside the model folder");

    private static void CheckInput(ManifestInput input)
    {
        Expect(input.Name.Length > 0, "input.name", "an empty name", "the name of the graph's input");
        Expect(input.Width is > 0 and <= MaxSide, "input.width", $"{input.Width}", $"1 to {MaxSide} pixels");
        Expect(input.Height is > 0 and <= MaxSide, "input.height", $"{input.Height}", $"1 to {MaxSide} pixels");
        CheckColors(input.Mean, "input.mean", input.Type);
        CheckColors(input.Std, "input.std", input.Type);
        Expect(
            input.Std is null || input.Std.All(s => s > 0),
            "input.std",
            input.Std is null ? "" : $"[{string.Join(", ", input.Std)}]",
            "three numbers above 0"
        );
    }

    private static void CheckColors(IReadOnlyList<float>? values, string field, ElementType type)
    {
        if (values is null)
            return;
        Expect(type == ElementType.Float32, field, "a value for an input of uint8", "none: bytes go in as decoded");
        Expect(values.Count == 3, field, $"{values.Count} numbers", "3, one a colour");
        Expect(values.All(float.IsFinite), field, "a number too large", "three finite numbers");
    }

    private static void CheckPreprocessing(ManifestPreprocessing preprocessing)
    {
        const string Field = "preprocessing";
        Expect(
            preprocessing.CropFraction is > 0 and <= 1,
            $"{Field}.cropFraction",
            $"{preprocessing.CropFraction}",
            "above 0 and up to 1"
        );
        Expect(
            preprocessing.Filter == ManifestPreprocessing.OnlyFilter,
            $"{Field}.filter",
            $"'{preprocessing.Filter}'",
            $"'{ManifestPreprocessing.OnlyFilter}'"
        );
        Expect(
            Color().IsMatch(preprocessing.Background),
            $"{Field}.background",
            $"'{preprocessing.Background}'",
            "a colour of the form #rrggbb"
        );
    }

    private static void CheckInputShape(ManifestInput input, OnnxValue value, string onnxFile)
    {
        long[] expected =
            input.Layout == TensorLayout.Nhwc ? [input.Height, input.Width, 3] : [3, input.Height, input.Width];
        var layout = input.Layout == TensorLayout.Nhwc ? "NHWC" : "NCHW";
        var wanted = $"[N, {expected[0]}, {expected[1]}, {expected[2]}] ({layout}) as in the manifest";
        Expect(value.Dimensions.Count == 4, "input.shape", value.Shape, wanted, onnxFile);
        Expect(
            value.Dimensions[0] is null or 1,
            "input.shape",
            value.Shape,
            "a batch size of 1 or a free one",
            onnxFile
        );
        Expect(
            value.Dimensions.Count(d => d is null) <= 1,
            "input.shape",
            value.Shape,
            $"one free dimension at most, the batch: export the model with the shape [N, {string.Join(", ", expected)}]",
            onnxFile
        );
        var colors = input.Layout == TensorLayout.Nhwc ? 3 : 1;
        var swapped = input.Layout == TensorLayout.Nhwc ? 1 : 3;
        if (value.Dimensions[colors] is { } found && found != 3 && value.Dimensions[swapped] == 3)
            throw new ModelException(onnxFile, "input.layout", value.Shape, wanted);
        for (var i = 0; i < 3; i++)
        {
            var dimension = value.Dimensions[i + 1];
            Expect(dimension is null || dimension == expected[i], "input.shape", value.Shape, wanted, onnxFile);
        }
    }

    private static void CheckOutput(OnnxGraph graph, string? name, string field, string onnxFile, int labels)
    {
        if (name is null)
            return;
        var value = Find(graph.Outputs, name, field, onnxFile, "output");
        Expect(value.ElementType == "float32", field, value.ElementType, "float32", onnxFile);
        var width = value.Dimensions.Count == 0 ? null : value.Dimensions[^1];
        Expect(
            value.Dimensions.Count == 2 && value.Dimensions[0] is null or 1,
            field,
            value.Shape,
            $"[N, {labels}]: one row a photo",
            onnxFile
        );
        Expect(
            width is null || width == labels,
            "labels",
            $"{labels} labels",
            $"{width}: output '{name}' of {onnxFile} has shape {value.Shape}"
        );
    }

    private static OnnxValue Find(
        IReadOnlyList<OnnxValue> values,
        string name,
        string field,
        string onnxFile,
        string kind
    ) =>
        values.FirstOrDefault(v => v.Name == name)
        ?? throw new ModelException(
            onnxFile,
            field,
            $"no {kind} '{name}'",
            $"one of {string.Join(", ", values.Select(v => v.Name))}"
        );

    private static void Expect(
        bool condition,
        string field,
        string found,
        string expected,
        string file = ModelManifest.FileName
    )
    {
        if (!condition)
            throw new ModelException(file, field, found, expected);
    }

    // Expressions are those of model.schema.json.
    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Semver();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z")]
    private static partial Regex Color();

    [GeneratedRegex(@"^(?!/)(?!.*(^|/)\.\.(/|\z))(?!.*[\\:]).+\z")]
    private static partial Regex RelativePath();
}
