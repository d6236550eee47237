namespace ClothesClassification.Inference.Models;

/// <summary>Every field that a manifest may have, as model.schema.json describes them.</summary>
internal static class ManifestFields
{
    public static readonly ManifestField<ManifestFile>[] File =
    [
        new("path", true, (f, ref json) => f.Path = json.Text()),
        new("precision", true, (f, ref json) => f.Precision = json.Text()),
        new("sha256", true, (f, ref json) => f.Sha256 = json.Text()),
        new("bytes", false, (f, ref json) => f.Bytes = json.OptionalLong()),
    ];

    public static readonly ManifestField<ManifestInput>[] Input =
    [
        new("name", true, (i, ref json) => i.Name = json.Text()),
        new("type", true, (i, ref json) => i.Type = (ElementType)json.Name("uint8", "float32")),
        new("layout", true, (i, ref json) => i.Layout = (TensorLayout)json.Name("NHWC", "NCHW")),
        new("colors", true, (i, ref json) => i.Colors = (ColorOrder)json.Name("RGB", "BGR")),
        new("width", true, (i, ref json) => i.Width = json.Integer()),
        new("height", true, (i, ref json) => i.Height = json.Integer()),
        new("mean", false, (i, ref json) => i.Mean = json.OptionalNumbers()),
        new("std", false, (i, ref json) => i.Std = json.OptionalNumbers()),
    ];

    public static readonly ManifestField<ManifestPreprocessing>[] Preprocessing =
    [
        new("geometry", false, (p, ref json) => p.Geometry = (Geometry)json.Name("stretch", "centerCrop", "letterbox")),
        new("cropFraction", false, (p, ref json) => p.CropFraction = json.Number()),
        new("filter", false, (p, ref json) => p.Filter = json.Text()),
        new("background", false, (p, ref json) => p.Background = json.Text()),
    ];

    public static readonly ManifestField<ManifestOutputs>[] Outputs =
    [
        new("logits", false, (o, ref json) => o.Logits = json.OptionalText()),
        new("probabilities", false, (o, ref json) => o.Probabilities = json.OptionalText()),
        new("features", false, (o, ref json) => o.Features = json.OptionalText()),
        new("evidence", false, (o, ref json) => o.Evidence = json.OptionalText()),
    ];

    public static readonly ManifestField<ManifestAccuracy>[] Accuracy =
    [
        new("precision", true, (a, ref json) => a.Precision = json.Text()),
        new("data", true, (a, ref json) => a.Data = json.Text()),
        new("split", true, (a, ref json) => a.Split = json.Text()),
        new("photos", true, (a, ref json) => a.Photos = json.Integer()),
        new("top1", true, (a, ref json) => a.Top1 = json.Number()),
        new("top3", false, (a, ref json) => a.Top3 = json.OptionalNumber()),
    ];

    public static readonly ManifestField<ModelManifest>[] Manifest =
    [
        // Where the schema is, for editors.
        new("$schema", false, (_, ref json) => json.OptionalText()),
        new("name", true, (m, ref json) => m.Name = json.Text()),
        new("version", true, (m, ref json) => m.Version = json.Text()),
        new("description", false, (m, ref json) => m.Description = json.OptionalText()),
        new("license", false, (m, ref json) => m.License = json.OptionalText()),
        new("files", true, (m, ref json) => m.Files = json.Objects(File)),
        new("defaultPrecision", false, (m, ref json) => m.DefaultPrecision = json.OptionalText()),
        new("input", true, (m, ref json) => json.Object(Input, m.Input)),
        new("preprocessing", false, (m, ref json) => json.Object(Preprocessing, m.Preprocessing)),
        new("outputs", true, (m, ref json) => json.Object(Outputs, m.Outputs)),
        new("activation", false, (m, ref json) => m.Activation = (Activation)json.Name("softmax", "sigmoid", "none")),
        new("labels", false, (m, ref json) => m.Labels = json.OptionalTexts()),
        new("labelsFile", false, (m, ref json) => m.LabelsFile = json.OptionalText()),
        new("accuracy", false, (m, ref json) => m.Accuracy = json.Objects(Accuracy)),
    ];
}
