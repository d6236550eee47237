namespace ClothesClassification.Inference.Models;

/// <summary>Checks a manifest's fields against each other, and the manifest against the ONNX graph.</summary>
internal static class ManifestChecker
{
    // For what PlainGraph changes.
    private const string Rewrite =
        "without a model.json, 'clothes inspect --write-manifest' writes a graph of float32 and a manifest for it";

    /// <summary>What one field of a manifest demands of another.</summary>
    public static void CheckFields(ModelManifest manifest)
    {
        Expect(manifest.Files.Count > 0, "files", "no file", "at least one ONNX file");
        for (var i = 0; i < manifest.Files.Count; i++)
            Expect(
                manifest.Files.Take(i).All(f => f.Precision != manifest.Files[i].Precision),
                $"files[{i}].precision",
                $"'{manifest.Files[i].Precision}' a second time",
                "one file a precision"
            );
        foreach (var (values, field) in new[] { (manifest.Input.Mean, "mean"), (manifest.Input.Std, "std") })
            Expect(
                values is null || manifest.Input.Type == ElementType.Float32,
                $"input.{field}",
                "a value for an input of uint8",
                "none: bytes go in as decoded"
            );
        CheckPreprocessing(manifest.Input, manifest.Preprocessing);
        Expect(
            manifest.Outputs.Logits is not null || manifest.Outputs.Probabilities is not null,
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
        CheckCalibration(manifest);
        if (manifest.Labels is not null)
            CheckLabels(manifest.Labels, ModelManifest.FileName, "labels");
    }

    private static void CheckPreprocessing(ManifestInput input, ManifestPreprocessing preprocessing)
    {
        foreach (var (values, field) in new[] { (input.Mean, "mean"), (input.Std, "std") })
            Expect(
                values is null || values.Count == Channels(input),
                $"input.{field}",
                $"{values?.Count} numbers for colors {(input.Colors == ColorOrder.Grey ? "grey" : "RGB or BGR")}",
                $"{Channels(input)}"
            );
        Expect(!input.Inverted || input.Colors == ColorOrder.Grey, "input.inverted", "true", "colors grey with it");
        Expect(
            preprocessing.CropFraction == 1 || preprocessing.Geometry == Geometry.CenterCrop,
            "preprocessing.cropFraction",
            FormattableString.Invariant($"{preprocessing.CropFraction} without a centre crop"),
            "geometry centerCrop with it"
        );
        if (preprocessing.Resize.ShorterSide is not { } side)
            return;
        const string Field = "preprocessing.resize";
        Expect(
            preprocessing.Geometry == Geometry.CenterCrop && preprocessing.CropFraction == 1,
            Field,
            "shorterSide without a whole centre crop",
            "geometry centerCrop, and no cropFraction"
        );
        Expect(
            side >= Math.Max(input.Width, input.Height),
            $"{Field}.shorterSide",
            $"{side}",
            $"at least the input's longer side, {Math.Max(input.Width, input.Height)}"
        );
    }

    private static void CheckCalibration(ModelManifest manifest)
    {
        for (var i = 0; i < manifest.Calibration.Count; i++)
        {
            var (calibration, field) = (manifest.Calibration[i], $"calibration[{i}]");
            Expect(
                manifest.Calibration.Take(i).All(c => c.Precision != calibration.Precision),
                $"{field}.precision",
                $"'{calibration.Precision}' a second time",
                "one calibration a precision"
            );
            Expect(
                calibration.Centroids is null || manifest.Outputs.Features is not null,
                $"{field}.centroids",
                "centroids of features",
                "the name of the graph's features in outputs.features"
            );
        }
    }

    public static void CheckLabels(IReadOnlyList<string> labels, string file, string field)
    {
        Expect(labels.Count >= 2, field, $"{labels.Count} labels", "at least 2", file);
        for (var i = 0; i < labels.Count; i++)
            Expect(!string.IsNullOrWhiteSpace(labels[i]), $"{field}[{i}]", "an empty label", "a label", file);
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
            () => CheckLogits(manifest, graph, onnxFile),
            () => CheckOutput(graph, outputs.Probabilities, "outputs.probabilities", onnxFile, labels),
            () => CheckFeatures(graph, outputs.Features, onnxFile),
            () => CheckEvidence(graph, outputs.Evidence, onnxFile, labels),
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
            PlainGraph.IsOtherFloat(value.ElementType)
                ? $"uint8 or float32: {Rewrite}"
                : "uint8 or float32: export the model with such an input",
            onnxFile
        );
        Expect(value.ElementType == type, "input.type", value.ElementType, $"{type} as in the manifest", onnxFile);
        CheckInputShape(input, value, onnxFile);
    }

    private static void CheckFeatures(OnnxGraph graph, string? name, string onnxFile)
    {
        const string Field = "outputs.features";
        if (name is null)
            return;
        var value = Find(graph.Outputs, name, Field, onnxFile, "output");
        Expect(value.ElementType == "float32", Field, value.ElementType, OutputHint(value.ElementType), onnxFile);
        Expect(value.IsRow, Field, value.Shape, "[N, width]: one row a photo", onnxFile);
    }

    private static void CheckEvidence(OnnxGraph graph, string? name, string onnxFile, int labels)
    {
        const string Field = "outputs.evidence";
        if (name is null)
            return;
        var value = Find(graph.Outputs, name, Field, onnxFile, "output");
        Expect(value.ElementType == "float32", Field, value.ElementType, OutputHint(value.ElementType), onnxFile);
        Expect(
            EvidenceGrid.Of(value, labels) is not null,
            Field,
            value.Shape,
            $"[N, {labels}, rows, columns] or [N, rows, columns, {labels}]: one grid a label, of a fixed size",
            onnxFile
        );
    }

    private static void CheckInputShape(ManifestInput input, OnnxValue value, string onnxFile)
    {
        long[] expected =
            input.Layout == TensorLayout.Nhwc
                ? [input.Height, input.Width, Channels(input)]
                : [Channels(input), input.Height, input.Width];
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
        var colors = input.Layout == TensorLayout.Nhwc ? 3 : 1;
        var swapped = input.Layout == TensorLayout.Nhwc ? 1 : 3;
        if (
            value.Dimensions[colors] is { } found
            && found != Channels(input)
            && value.Dimensions[swapped] == Channels(input)
        )
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
        Expect(value.ElementType == "float32", field, value.ElementType, OutputHint(value.ElementType), onnxFile);
        Expect(value.IsRow, field, value.Shape, $"[N, {labels}]: one row a photo", onnxFile);
        var width = value.RowWidth;
        Expect(
            width is null || width == labels,
            "labels",
            $"{labels} labels",
            $"{width}: output '{name}' of {onnxFile} has shape {value.Shape}"
        );
    }

    private static string OutputHint(string elementType) =>
        elementType == OnnxValue.NoTensor || PlainGraph.IsOtherFloat(elementType) ? $"float32: {Rewrite}" : "float32";

    // Activated a second time, probabilities come out far too even. With the activation none they are scores as they are.
    private static void CheckLogits(ModelManifest manifest, OnnxGraph graph, string onnxFile)
    {
        if (manifest.Outputs is not { Logits: { } logits } outputs)
            return;
        Expect(
            !graph.IsActivated(logits) || (manifest.Activation == Activation.None && outputs.Probabilities is null),
            "outputs.logits",
            $"'{logits}', which comes out of a {graph.OperatorOf(logits)}",
            "the values before it; name this output in outputs.probabilities",
            onnxFile
        );
    }

    private static int Channels(ManifestInput input) => input.Colors == ColorOrder.Grey ? 1 : 3;

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
}
