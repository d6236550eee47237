using ClothesClassification.Inference.Models;
using NJsonSchema;
using static ClothesClassification.Tests.JsonCases;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>model.schema.json and the loader agree on which manifests are right; each case changes the shipped one.</summary>
public sealed class ManifestFieldsTests : IDisposable
{
    private const string Pixels =
        """ "name": "pixels", "type": "float32", "layout": "NCHW", "colors": "RGB", "width": 299, "height": 299 """;

    private const string Sha256 = "3c68982ff5e0c92e76e832856b902244d4b894c369f0d0522beb07ec1f4e40de";

    private const string Grey =
        """ "name": "pixels", "type": "float32", "layout": "NCHW", "colors": "grey", "width": 28, "height": 28 """;

    private static readonly string ModelFolder = SharedData.ModelFolder;
    private static readonly string Shipped = File.ReadAllText(Path.Combine(ModelFolder, ModelManifest.FileName));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("manifest-");

    public static TheoryData<string, string> Wrong { get; } =
        Table(
            $$"""
            $schema                     1
            name                        remove | 7 | ""
            Name                        "clothes"
            version                     remove | "1.0" | "v1.0.0" | "1.0.0-" | "1.0.0\n"
            description                 []
            licence                     "Apache-2.0"
            files                       remove | [] | "clothes.onnx"
            files/0/path                remove | "" | ".." | "../clothes.onnx" | "a/../../clothes.onnx"
            files/0/path                "/clothes.onnx" | "a\\clothes.onnx" | "c:clothes.onnx"
            files/0/precision           remove | "FP32" | "-fp32" | ""
            files/0/sha256              remove | 0 | "3c68982ff5e0c92e76e832856b902244d4b894c369f0d0522beb07ec1f4e40d"
            files/0/sha256              "3C68982FF5E0C92E76E832856B902244D4B894C369F0D0522BEB07EC1F4E40DE"
            files/0/bytes               0 | 1.5 | "13520024"
            files/0/md5                 "0"
            files/0/weights             null | {} | "weights.bin" | [null] | [{}] | [{ "path": "w" }]
            files/0/weights             [{ "path": "../w", "sha256": "{{Sha256}}" }] | [{ "path": "w", "sha256": "0" }]
            files/0/weights             [{ "path": "w", "sha256": "{{Sha256}}", "bytes": 0 }]
            files/0/weights             [{ "path": "w", "sha256": "{{Sha256}}", "offset": 4 }]
            defaultPrecision            8 | "INT8"
            input                       remove | []
            input/name                  remove | ""
            input/type                  remove | "float16"
            input/layout                remove | "HWC"
            input/colors                remove | "RGBA" | "gray" | "Grey"
            input/inverted              true | "true" | 1
            input                       { {{Grey}}, "mean": [1, 2, 3] } | { {{Grey}}, "std": [] }
            input/width                 remove | 0 | 4097 | "224" | 224.5
            input/height                remove | -224
            input/mean                  [127, 127, 127]
            input/std                   [128, 128, 128]
            input                       { {{Pixels}}, "mean": [127, 127] } | { {{Pixels}}, "mean": [127, 127, 127, 127] }
            input                       { {{Pixels}}, "mean": [127, 127, "127"] } | { {{Pixels}}, "mean": 127 }
            input                       { {{Pixels}}, "std": [128, 128] } | { {{Pixels}}, "std": [128, 0, 128] }
            preprocessing               "stretch"
            preprocessing/geometry      "fill"
            preprocessing/cropFraction  0 | 1.01 | "1"
            preprocessing/filter        "lanczos" | null
            preprocessing/resize        {} | 256 | { "shorterSide": 0 } | { "longerSide": 256 }
            preprocessing               { "cropFraction": 0.9 } | { "geometry": "smartResize", "cropFraction": 0.9 }
            preprocessing               { "geometry": "stretch", "resize": { "shorterSide": 256 } }
            preprocessing               { "geometry": "centerCrop", "cropFraction": 0.9, "resize": { "shorterSide": 256 } }
            preprocessing/background    "white" | "#fff" | "#fffffg"
            preprocessing/padding       0
            outputs                     remove | {} | { "features": "features" } | { "logits": "" }
            outputs                     { "logits": null, "probabilities": null }
            outputs/logits              0
            outputs/scores              "scores"
            activation                  "relu"
            labels                      remove | null | [] | "labels.txt" | ["dress"]
            labels                      ["dress", ""] | ["dress", " "] | ["dress", null] | ["dress", 7]
            labelsFile                  "labels.txt"
            accuracy                    {}
            accuracy/0/precision        remove
            accuracy/0/data             remove | ""
            accuracy/0/split            remove | ""
            accuracy/0/photos           remove | 340.5
            accuracy/0/top1             remove | "0.9384"
            accuracy/0/top5             1
            calibration                 {} | null
            calibration/0/precision     remove | "INT8"
            calibration/0/temperature   remove | 0 | -1 | "1"
            calibration/0/precisionGoal remove | 1.01
            calibration/0/minimumScore  remove | -0.1 | "0.5"
            calibration/0/photos        remove | 0
            calibration/0/k             10
            calibration/0/centroids     {} | "centroids.int8.f16" | null
            calibration/0/centroids/path     "../centroids.f16"
            calibration/0/centroids/sha256   remove | "0"
            calibration/0/centroids/width    remove | 0
            calibration/0/centroids/minimum  remove | 1.1
            name                        null
            files                       [null]
            input                       null
            input/type                  0
            input/layout                1
            preprocessing               null
            preprocessing/geometry      "stretch, letterbox"
            accuracy                    null
            accuracy/0/precision        "FP32"
            accuracy/0/photos           0
            accuracy/0/top1             93.84
            accuracy/0/top3             -0.1
            labels                      [null, "hat"]
            """
        );

    public static TheoryData<string, string> Right { get; } =
        Table(
            $$"""
            $schema                     remove
            version                     "1.10.0-rc.1+build-7"
            description                 remove
            license                     null
            files/0/path                "onnx/clothes.v2..onnx"
            files/0/precision           "fp16-webgpu"
            files/0/bytes               remove | 3000000000
            files/0/weights             [] | [{ "path": "onnx/w.data", "sha256": "{{Sha256}}", "bytes": 3000000000 }]
            defaultPrecision            remove
            input/name                  "serving_default:0"
            input/layout                "NCHW"
            input/colors                "BGR" | "grey"
            input                       { {{Grey}}, "inverted": true, "mean": [33.3], "std": [78.6] }
            input/inverted              false
            preprocessing/filter        "nearest" | "bicubic" | "bilinear, antialiased"
            preprocessing/geometry      "smartResize"
            preprocessing               { "geometry": "centerCrop", "resize": { "shorterSide": 256 }, "filter": "bicubic" }
            input/width                 1
            input/height                4096
            input/mean                  null
            input                       { {{Pixels}} } | { {{Pixels}}, "std": [255, 255, 255] }
            input                       { {{Pixels}}, "mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375] }
            preprocessing               remove | {} | { "geometry": "letterbox", "background": "#7f7F7f" }
            preprocessing               { "geometry": "centerCrop", "cropFraction": 0.875 }
            preprocessing               { "cropFraction": 1 } | { "geometry": "stretch", "cropFraction": 1 }
            outputs                     { "logits": "logits", "features": "features" }
            outputs                     { "probabilities": "probabilities", "logits": null, "features": "features" }
            activation                  "sigmoid" | "none"
            labels                      ["yes", "no"] | ["crane", "crane"] | ["t-shirt", "T-Shirt", "Kleid ✓"]
            accuracy                    remove | []
            accuracy/0/top3             remove
            calibration                 remove | []
            calibration/0/centroids     remove
            calibration/0/centroids/bytes    remove
            calibration/0/centroids/minimum  -0.5
            """
        );

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_shipped_manifest_is_valid() => Assert.Empty(await Validate(Shipped));

    [Theory]
    [InlineData(null, "int8")]
    [InlineData("int8", "int8")]
    [InlineData("fp32", "fp32")]
    public void The_shipped_folder_loads_with_int8_as_its_default(string? asked, string loaded)
    {
        var model = ImageModel.Load(ModelFolder, asked);
        Assert.Equal(loaded, model.Precision);
        Assert.Contains(
            model.Accuracy,
            a => a is { Split: "test", Photos: 372, Top1: 0.9355 } && a.Precision == loaded
        );
    }

    [Fact]
    public async Task Schema_and_loader_have_the_same_fields_and_rules_and_each_is_described()
    {
        var schema = await ReadSchema();
        AssertSameFields(ManifestFields.Manifest, schema);
        AssertSameFields(ManifestFields.File, schema.Definitions["file"]);
        AssertSameFields(ManifestFields.Weights, schema.Definitions["weights"]);
        AssertSameFields(ManifestFields.Input, schema.Definitions["input"]);
        AssertSameFields(ManifestFields.Resize, schema.Definitions["resize"]);
        AssertSameFields(ManifestFields.Preprocessing, schema.Definitions["preprocessing"]);
        AssertSameFields(ManifestFields.Outputs, schema.Definitions["outputs"]);
        AssertSameFields(ManifestFields.Accuracy, schema.Definitions["accuracy"]);
        AssertSameFields(ManifestFields.Calibration, schema.Definitions["calibration"]);
        AssertSameFields(ManifestFields.Centroids, schema.Definitions["centroids"]);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Both_refuse_a_manifest_with(string field, string value)
    {
        var manifest = Change(Shipped, field, value);
        Assert.NotEmpty(await Validate(manifest));
        Assert.Throws<ModelException>(() => Load(manifest));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public async Task Both_accept_a_manifest_with(string field, string value)
    {
        var manifest = Change(Shipped, field, value);
        Assert.Empty(await Validate(manifest));
        Load(manifest);
    }

    [Theory]
    [InlineData("\"labels.txt\"", true)]
    [InlineData("\"./labels.txt\"", true)]
    [InlineData("\"../labels.txt\"", false)]
    [InlineData("\"/labels.txt\"", false)]
    [InlineData("\"sub/../labels.txt\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("null", false)]
    [InlineData("""["dress", "hat"]""", false)]
    public async Task Both_judge_a_labels_file_in_place_of_labels_alike(string value, bool good)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "labels.txt"), "dress\nhat\n");
        var manifest = Change(Change(Shipped, "labels", Remove), "labelsFile", value);
        Assert.Equal(good, (await Validate(manifest)).Count == 0);
        Assert.Equal(good, Record.Exception(() => Load(manifest)) is not ModelException);
    }

    /// <summary>A schema cannot compare one field with another; the loader does.</summary>
    [Theory]
    [InlineData("files/1/precision", "\"fp32\"")]
    [InlineData("defaultPrecision", "\"fp16\"")]
    public void The_loader_refuses_precisions_that_disagree(string field, string value) =>
        Assert.Throws<ModelException>(() => Load(Change(Shipped, field, value)));

    private static Task<JsonSchema> ReadSchema() =>
        JsonSchema.FromFileAsync(Path.Combine(ModelFolder, "model.schema.json"), TestContext.Current.CancellationToken);

    private static async Task<List<string>> Validate(string manifest) =>
        (await ReadSchema()).Validate(manifest).Select(e => $"{e.Path}: {e.Kind}").ToList();

    // What the loader checks before it looks at the ONNX file.
    private void Load(string json)
    {
        File.WriteAllText(Path.Combine(folder.FullName, ModelManifest.FileName), json);
        var manifest = ManifestReader.Read(folder.FullName);
        ManifestReader.ChooseFile(manifest, null);
        ManifestReader.ReadLabels(folder.FullName, manifest);
    }

    private static void AssertSameRule(ManifestRule? rule, JsonSchema schema)
    {
        // Labels, and the objects of other tables, have none.
        if (rule is null)
            return;
        var value = schema.Item ?? schema;
        Assert.Equal(rule.Format?.Pattern, value.Pattern);
        Assert.Equal(rule.MinLength, value.MinLength);
        Assert.Equal(rule.Minimum, (double?)value.Minimum);
        Assert.Equal(rule.ExclusiveMinimum, (double?)value.ExclusiveMinimum);
        Assert.Equal(rule.Maximum, (double?)value.Maximum);
        Assert.Equal(rule.MinItems ?? 0, schema.MinItems);
        Assert.Equal(rule.MaxItems ?? 0, schema.MaxItems);
        Assert.Equal(rule.Enum ?? [], value.Enumeration);
    }

    private static void AssertSameFields<T>(IReadOnlyList<ManifestField<T>> fields, JsonSchema schema)
        where T : class
    {
        Assert.False(schema.AllowAdditionalProperties);
        Assert.Equal(fields.Select(f => f.Name).Order(), schema.Properties.Keys.Order());
        Assert.Equal(fields.Where(f => f.IsRequired).Select(f => f.Name), schema.RequiredProperties);
        Assert.All(fields, f => AssertSameRule(f.Rule, schema.Properties[f.Name]));
        Assert.All(
            schema.Properties.Values,
            p => Assert.False(string.IsNullOrEmpty(p.ActualSchema.Description), p.Name)
        );
    }
}
