using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>What a draft leaves to its reader.</summary>
/// <param name="Field">The manifest's field that answers it; empty where none does.</param>
/// <param name="Text">A sentence.</param>
internal sealed record DraftNote(string Field, string Text);

/// <summary>A manifest with what can be read from a graph.</summary>
/// <param name="Json">The manifest.</param>
/// <param name="Notes">What the graph does not contain, a sentence each.</param>
internal sealed record ManifestDraft(string Json, IReadOnlyList<DraftNote> Notes)
{
    private const int UsualSide = 224;

    // The largest lists of classes have 22,000; a graph can claim any number.
    private const int MaxLabels = 100_000;
    private static readonly string[] FeatureNames = ["feature", "embed", "pool"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2 };

    /// <exception cref="ModelException">The file is not an image classifier.</exception>
    public static ManifestDraft Of(DraftFile source)
    {
        var (file, info) = (source.Path, source.Info);
        if (GraphKind.Of(info) is { } kind)
            throw new ModelException(file, "file", kind, "an image classifier: a picture in, a row of scores out");
        List<DraftNote> notes = [];
        var (outputs, labels) = Outputs(source, notes);
        var manifest = new JsonObject
        {
            ["name"] = Path.GetFileNameWithoutExtension(file),
            ["version"] = "1.0.0",
            ["files"] = new JsonArray(FileEntry(source)),
            ["input"] = Input(info, file, notes),
            ["preprocessing"] = new JsonObject { ["geometry"] = "stretch" },
            ["outputs"] = outputs,
        };
        notes.Add(
            new(
                "preprocessing",
                "preprocessing.geometry is stretch, the whole photo; write centerCrop or letterbox if the model was trained so."
            )
        );
        if (!outputs.ContainsKey("probabilities"))
        {
            manifest["activation"] = "softmax";
            notes.Add(
                new(
                    "activation",
                    "activation is softmax, one label a photo; write sigmoid if each label stands on its own."
                )
            );
        }

        AddLabels(manifest, source, labels, notes);
        ExportedSettings.Read(source.Folder)?.Apply(manifest, notes);
        return new ManifestDraft(manifest.ToJsonString(Indented) + "\n", notes);
    }

    private static JsonObject FileEntry(DraftFile source)
    {
        var entry = new JsonObject
        {
            ["path"] = source.Path,
            ["precision"] = PrecisionOf(source.Info),
            ["sha256"] = source.Info.Sha256,
            ["bytes"] = source.Info.Bytes,
        };
        if (source.Info.ExternalData.Count > 0)
            entry["weights"] = new JsonArray([
                .. source.Info.ExternalData.Select(name => WeightsEntry(source.Folder, name)),
            ]);
        return entry;
    }

    private static JsonObject WeightsEntry(string folder, string name) =>
        ManifestReader.Read(
            folder,
            name,
            "external data",
            path => new JsonObject
            {
                ["path"] = name,
                ["sha256"] = FileHash.Of(path),
                ["bytes"] = new FileInfo(path).Length,
            }
        );

    private static JsonObject Input(OnnxModelInfo info, string file, List<DraftNote> notes)
    {
        var input =
            info.Inputs.FirstOrDefault(i => i.Dimensions.Count == 4)
            ?? throw new ModelException(
                file,
                "input",
                string.Join(", ", info.Inputs.Select(i => $"{i.Name} {i.Shape}")),
                "a picture: four dimensions, of which one is 3, or 1 for grey"
            );
        var planes = input.Dimensions[1] is 1 or 3 || input.Dimensions[3] is not (1 or 3);
        var grey = input.Dimensions[planes ? 1 : 3] == 1;
        var height = planes ? input.Dimensions[2] : input.Dimensions[1];
        var width = planes ? input.Dimensions[3] : input.Dimensions[2];
        if (height is null || width is null)
            notes.Add(
                new(
                    "input.width",
                    $"the graph leaves width or height free: {width ?? UsualSide} x {height ?? UsualSide} is a guess; write the size of the training's pictures into input.width and input.height."
                )
            );
        notes.Add(
            grey
                ? new(
                    "input.inverted",
                    "input.inverted is false; write true if the model was trained on white on black, as MNIST is."
                )
                : new("input.colors", "input.colors is RGB; write BGR if the model was trained so.")
        );
        if (input.ElementType != "uint8")
            notes.Add(
                new(
                    "input.mean",
                    "input.mean and input.std, on the scale 0 to 255, are left out: add those of the training unless the graph normalises. "
                        + (
                            grey
                                ? "MNIST's usual ones are [33.3285] and [78.5655]."
                                : "PyTorch's usual ones are [123.675, 116.28, 103.53] and [58.395, 57.12, 57.375]."
                        )
                )
            );
        return new JsonObject
        {
            ["name"] = input.Name,
            ["type"] = input.ElementType == "uint8" ? "uint8" : "float32",
            ["layout"] = planes ? "NCHW" : "NHWC",
            ["colors"] = grey ? "grey" : "RGB",
            ["width"] = width ?? UsualSide,
            ["height"] = height ?? UsualSide,
        };
    }

    // Scores are the rows of numbers; those that a Softmax or Sigmoid makes are probabilities.
    private static (JsonObject Outputs, long? Labels) Outputs(DraftFile source, List<DraftNote> notes)
    {
        var (file, info) = (source.Path, source.Info);
        var rows = info.Outputs.Where(o => o.IsRow && o.ElementType == "float32").ToList();
        if (rows.Count == 0)
            throw new ModelException(
                file,
                "outputs",
                string.Join(", ", info.Outputs.Select(o => $"{o.Name} {o.ElementType} {o.Shape}")),
                "a row of float32 for each photo: the output of an image classifier"
            );
        var outputs = new JsonObject();
        // Those of scikit-learn's exporter come out of a Normalizer; the run checks what the name promises.
        var probabilities =
            rows.Find(o => o.Name == source.Plain?.Probabilities || info.HoldsProbabilities(o.Name))
            ?? rows.Find(o => o.Name.Contains("prob", StringComparison.OrdinalIgnoreCase));
        var logits = rows.Find(o => o != probabilities && info.OperatorOf(o.Name) is "Gemm" or "MatMul" or "Add");
        logits ??= probabilities is null ? rows[0] : null;
        if (logits is not null)
            outputs["logits"] = logits.Name;
        if (probabilities is not null)
            outputs["probabilities"] = probabilities.Name;
        if (logits is not null && info.OperatorOf(logits.Name) is "AveragePool" or "GlobalAveragePool" or "ReduceMean")
            notes.Add(
                new(
                    "outputs",
                    $"outputs: '{logits.Name}' is a mean over the picture, as SqueezeNet's scores are, and as are the features of a network without its last layer; check that its numbers are scores."
                )
            );
        var labels = (logits ?? probabilities)!.RowWidth;
        NameExtras(info, rows.Where(row => row != logits && row != probabilities), labels, outputs, notes);
        if (rows.Count > outputs.Count(output => output.Key != "evidence"))
            notes.Add(
                new(
                    "outputs",
                    $"outputs: the graph has {string.Join(", ", rows.Select(r => r.Name))}; check that the right ones are named."
                )
            );
        return (outputs, labels);
    }

    // Beside the scores: a grid a label is evidence, and a row that is called so features.
    private static void NameExtras(
        OnnxModelInfo info,
        IEnumerable<OnnxValue> rows,
        long? labels,
        JsonObject outputs,
        List<DraftNote> notes
    )
    {
        if (
            rows.FirstOrDefault(row =>
                FeatureNames.Any(name => row.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            ) is
            { } features
        )
            outputs["features"] = features.Name;
        var evidence = info.Outputs.FirstOrDefault(output =>
            output is { ElementType: "float32", IsRow: false }
            && EvidenceGrid.Of(output, (int)(labels ?? 0)) is not null
        );
        if (evidence is null)
            return;
        outputs["evidence"] = evidence.Name;
        notes.Add(
            new(
                "outputs.evidence",
                $"outputs.evidence is {evidence.Name} by its shape; leave it out unless its mean over the places, plus a constant of the label, is the logit."
            )
        );
    }

    private static void AddLabels(JsonObject manifest, DraftFile source, long? count, List<DraftNote> notes)
    {
        if (source.Plain?.Labels is { } named)
        {
            manifest["labels"] = new JsonArray([.. named.Select(label => JsonValue.Create(label))]);
            return;
        }

        notes.Add(
            new(
                "labels",
                "labels are numbered; write their names in the order of the graph's output, or put labels.txt, one a line, in the folder before."
            )
        );
        manifest["labels"] = new JsonArray([
            .. Enumerable
                .Range(0, (int)Math.Clamp(count ?? 2, 2, MaxLabels))
                .Select(i => JsonValue.Create($"label {i}")),
        ]);
    }

    private static string PrecisionOf(OnnxModelInfo info) =>
        info.Operators.Keys.Any(o =>
            o.Contains("QuantizeLinear", StringComparison.Ordinal) || o.Contains("Integer", StringComparison.Ordinal)
        )
            ? "int8"
            : "fp32";
}
