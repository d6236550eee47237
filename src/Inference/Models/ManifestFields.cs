namespace ClothesClassification.Inference.Models;

/// <summary>Every field that a manifest may have, with its rule.</summary>
internal static class ManifestFields
{
    private static readonly ManifestRule RelativePath = new("a path inside the model folder")
    {
        Format = TextFormat.RelativePath,
    };
    private static readonly ManifestRule Version = new("a version such as 1.0.0") { Format = TextFormat.Version };
    private static readonly ManifestRule Precision = new("a lower-case word") { Format = TextFormat.Precision };
    private static readonly ManifestRule Hash = new("64 lower-case hexadecimal digits") { Format = TextFormat.Hash };
    private static readonly ManifestRule Color = new("a colour of the form #rrggbb") { Format = TextFormat.Color };
    private static readonly ManifestRule NotEmpty = new("a text that is not empty") { MinLength = 1 };
    private static readonly ManifestRule Side = new("1 to 4096 pixels") { Minimum = 1, Maximum = 4096 };
    private static readonly ManifestRule Count = new("a number above 0") { Minimum = 1 };
    private static readonly ManifestRule Share = new("a share, 0 to 1") { Minimum = 0, Maximum = 1 };
    private static readonly ManifestRule Cosine = new("a cosine, -1 to 1") { Minimum = -1, Maximum = 1 };
    private static readonly ManifestRule AboveZero = new("a number above 0") { ExclusiveMinimum = 0 };
    private static readonly ManifestRule Crop = new("above 0 and up to 1") { ExclusiveMinimum = 0, Maximum = 1 };
    private static readonly ManifestRule Mean = new("three numbers, or one for grey") { MinItems = 1, MaxItems = 3 };
    private static readonly ManifestRule Std = new("three numbers above 0, or one for grey")
    {
        MinItems = 1,
        MaxItems = 3,
        ExclusiveMinimum = 0,
    };
    private static readonly ManifestRule Types = ManifestRule.OneOf("uint8", "float32");
    private static readonly ManifestRule Layouts = ManifestRule.OneOf("NHWC", "NCHW");
    private static readonly ManifestRule Orders = ManifestRule.OneOf("RGB", "BGR", "grey");
    private static readonly ManifestRule Geometries = ManifestRule.OneOf(
        "stretch",
        "centerCrop",
        "letterbox",
        "smartResize"
    );
    private static readonly ManifestRule Filters = ManifestRule.OneOf(
        "bilinear, antialiased",
        "bicubic",
        "nearest",
        "bilinear"
    );
    private static readonly ManifestRule Activations = ManifestRule.OneOf("softmax", "sigmoid", "none");

    public static readonly ManifestField<ManifestWeights>[] Weights =
    [
        new("path", true, (w, ref json) => w.Path = json.Text(), RelativePath),
        new("sha256", true, (w, ref json) => w.Sha256 = json.Text(), Hash),
        new("bytes", false, (w, ref json) => w.Bytes = json.OptionalLong(), Count),
    ];

    public static readonly ManifestField<ManifestFile>[] File =
    [
        new("path", true, (f, ref json) => f.Path = json.Text(), RelativePath),
        new("precision", true, (f, ref json) => f.Precision = json.Text(), Precision),
        new("sha256", true, (f, ref json) => f.Sha256 = json.Text(), Hash),
        new("bytes", false, (f, ref json) => f.Bytes = json.OptionalLong(), Count),
        new("weights", false, (f, ref json) => f.Weights = json.Objects(Weights)),
    ];

    public static readonly ManifestField<ManifestInput>[] Input =
    [
        new("name", true, (i, ref json) => i.Name = json.Text(), NotEmpty),
        new("type", true, (i, ref json) => i.Type = (ElementType)json.Name(), Types),
        new("layout", true, (i, ref json) => i.Layout = (TensorLayout)json.Name(), Layouts),
        new("colors", true, (i, ref json) => i.Colors = (ColorOrder)json.Name(), Orders),
        new("inverted", false, (i, ref json) => i.Inverted = json.Boolean()),
        new("width", true, (i, ref json) => i.Width = json.Integer(), Side),
        new("height", true, (i, ref json) => i.Height = json.Integer(), Side),
        new("mean", false, (i, ref json) => i.Mean = json.OptionalNumbers(), Mean),
        new("std", false, (i, ref json) => i.Std = json.OptionalNumbers(), Std),
    ];

    public static readonly ManifestField<ManifestResize>[] Resize =
    [
        new("shorterSide", true, (r, ref json) => r.ShorterSide = json.Integer(), Side),
    ];

    public static readonly ManifestField<ManifestPreprocessing>[] Preprocessing =
    [
        new("geometry", false, (p, ref json) => p.Geometry = (Geometry)json.Name(), Geometries),
        new("cropFraction", false, (p, ref json) => p.CropFraction = json.Number(), Crop),
        new("resize", false, (p, ref json) => json.Object(Resize, p.Resize)),
        new("filter", false, (p, ref json) => p.Filter = (ResizeFilter)json.Name(), Filters),
        new("background", false, (p, ref json) => p.Background = json.Text(), Color),
    ];

    public static readonly ManifestField<ManifestOutputs>[] Outputs =
    [
        new("logits", false, (o, ref json) => o.Logits = json.OptionalText(), NotEmpty),
        new("probabilities", false, (o, ref json) => o.Probabilities = json.OptionalText(), NotEmpty),
        new("features", false, (o, ref json) => o.Features = json.OptionalText(), NotEmpty),
        new("evidence", false, (o, ref json) => o.Evidence = json.OptionalText(), NotEmpty),
    ];

    public static readonly ManifestField<ManifestAccuracy>[] Accuracy =
    [
        new("precision", true, (a, ref json) => a.Precision = json.Text(), Precision),
        new("data", true, (a, ref json) => a.Data = json.Text(), NotEmpty),
        new("split", true, (a, ref json) => a.Split = json.Text(), NotEmpty),
        new("photos", true, (a, ref json) => a.Photos = json.Integer(), Count),
        new("top1", true, (a, ref json) => a.Top1 = json.Number(), Share),
        new("top3", false, (a, ref json) => a.Top3 = json.OptionalNumber(), Share),
    ];

    public static readonly ManifestField<ManifestCentroids>[] Centroids =
    [
        new("path", true, (c, ref json) => c.Path = json.Text(), RelativePath),
        new("sha256", true, (c, ref json) => c.Sha256 = json.Text(), Hash),
        new("bytes", false, (c, ref json) => c.Bytes = json.OptionalLong(), Count),
        new("width", true, (c, ref json) => c.Width = json.Integer(), Count),
        new("minimum", true, (c, ref json) => c.Minimum = json.Number(), Cosine),
    ];

    public static readonly ManifestField<ManifestCalibration>[] Calibration =
    [
        new("precision", true, (c, ref json) => c.Precision = json.Text(), Precision),
        new("temperature", true, (c, ref json) => c.Temperature = json.Number(), AboveZero),
        new("precisionGoal", true, (c, ref json) => c.PrecisionGoal = json.Number(), Share),
        new("minimumScore", true, (c, ref json) => c.MinimumScore = json.Number(), Share),
        new("photos", true, (c, ref json) => c.Photos = json.Integer(), Count),
        new("centroids", false, (c, ref json) => c.Centroids = json.Object(Centroids, new ManifestCentroids())),
    ];

    public static readonly ManifestField<ModelManifest>[] Manifest =
    [
        // Where the schema is, for editors.
        new("$schema", false, (_, ref json) => json.OptionalText()),
        new("name", true, (m, ref json) => m.Name = json.Text(), NotEmpty),
        new("version", true, (m, ref json) => m.Version = json.Text(), Version),
        new("description", false, (m, ref json) => m.Description = json.OptionalText()),
        new("license", false, (m, ref json) => m.License = json.OptionalText()),
        new("files", true, (m, ref json) => m.Files = json.Objects(File)),
        new("defaultPrecision", false, (m, ref json) => m.DefaultPrecision = json.OptionalText(), Precision),
        new("input", true, (m, ref json) => json.Object(Input, m.Input)),
        new("preprocessing", false, (m, ref json) => json.Object(Preprocessing, m.Preprocessing)),
        new("outputs", true, (m, ref json) => json.Object(Outputs, m.Outputs)),
        new("activation", false, (m, ref json) => m.Activation = (Activation)json.Name(), Activations),
        new("labels", false, (m, ref json) => m.Labels = json.OptionalTexts()),
        new("labelsFile", false, (m, ref json) => m.LabelsFile = json.OptionalText(), RelativePath),
        new("accuracy", false, (m, ref json) => m.Accuracy = json.Objects(Accuracy)),
        new("calibration", false, (m, ref json) => m.Calibration = json.Objects(Calibration)),
    ];
}
