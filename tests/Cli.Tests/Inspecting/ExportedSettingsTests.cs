using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Cli.Tests.Inspecting;

/// <summary>Drafts from folders as exporters leave them: what their files say is in the manifest, which loads and runs.</summary>
public class ExportedSettingsTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Labels = """{ "id2label": { "10": "x", "0": "red", "1": "green", "2": "blue" } }""";

    [Theory]
    // ViT: sides, and values from -1 to 1.
    [InlineData(
        """{ "size": { "height": 32, "width": 32 }, "resample": 2, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "do_rescale": true, "rescale_factor": 0.00392156862745098 }""",
        """{ "geometry": "stretch", "filter": "bilinear, antialiased" }""",
        "[127.5,127.5,127.5]",
        "[127.5,127.5,127.5]"
    )]
    // CLIP-like: shortest edge, crop, bicubic.
    [InlineData(
        """{ "size": { "shortest_edge": 36 }, "do_center_crop": true, "crop_size": { "height": 32, "width": 32 }, "resample": 3, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225] }""",
        """{ "geometry": "centerCrop", "resize": { "shorterSide": 36 }, "filter": "bicubic" }""",
        "[123.675,116.28,103.53]",
        "[58.395,57.12,57.375]"
    )]
    // Numbers in place of objects, as older versions wrote; no normalisation.
    [InlineData(
        """{ "size": 40, "do_center_crop": true, "crop_size": 32, "do_normalize": false, "resample": 0 }""",
        """{ "geometry": "centerCrop", "resize": { "shorterSide": 40 }, "filter": "nearest" }""",
        "[0,0,0]",
        "[255,255,255]"
    )]
    // ConvNeXt: floor(32 / 0.875) = 36.
    [InlineData(
        """{ "size": { "shortest_edge": 32 }, "crop_pct": 0.875, "resample": 3, "do_normalize": false, "do_rescale": false }""",
        """{ "geometry": "centerCrop", "resize": { "shorterSide": 36 }, "filter": "bicubic" }""",
        null,
        null
    )]
    public void Hugging_Face(string preprocessor, string preprocessing, string? mean, string? std)
    {
        using var folder = Export();
        folder.Write("preprocessor_config.json", preprocessor);
        folder.Write("config.json", Labels.Replace("\"10\": \"x\", ", "", StringComparison.Ordinal));

        var (manifest, error) = Draft(folder);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(preprocessing), manifest["preprocessing"]), $"{manifest}");
        Assert.Equal(mean, manifest["input"]!["mean"]?.ToJsonString());
        Assert.Equal(std, manifest["input"]!["std"]?.ToJsonString());
        Assert.Equal(["red", "green", "blue"], manifest["labels"]!.AsArray().Select(l => (string)l!));
        Assert.DoesNotContain("To do: labels", error, StringComparison.Ordinal);
        Assert.DoesNotContain("To do: preprocessing", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hugging_Face_orders_labels_by_number()
    {
        using var folder = Export(labels: 4);
        folder.Write("config.json", Labels);

        Assert.Equal(
            ["red", "green", "blue", "x"],
            Draft(folder).Manifest["labels"]!.AsArray().Select(l => (string)l!)
        );
    }

    [Fact]
    public void Files_beside_a_graph_are_shown_without_a_manifest()
    {
        using var folder = Export();
        folder.Write("config.json", Labels);
        folder.Write("preprocessor_config.json", """{ "size": 32, "resample": 1, "image_mean": [0.5, 0.5, 0.5] }""");

        var table = Clothes.Run("inspect", Path.Combine(folder.Folder, "tiny.onnx"));
        var json = JsonNode.Parse(Clothes.Run("inspect", folder.Folder, "--format", "json").Output)!["exported"]!;

        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        foreach (var words in new[] { "[127.5,127.5,127.5]", "\"stretch\"", "4: red, green, blue, x", "resample is 1" })
            Assert.Contains(words, table.Output, StringComparison.Ordinal);
        Assert.Equal(32, (int)json["input"]!["width"]!);
        Assert.Equal("stretch", (string)json["preprocessing"]!["geometry"]!);
        Assert.Equal(["red", "green", "blue", "x"], json["labels"]!.AsArray().Select(l => (string)l!));
        Assert.False(File.Exists(folder.ManifestPath));
    }

    [Theory]
    [InlineData(
        "labels.txt",
        "red\ngreen\n",
        """{"input":{},"preprocessing":{},"activation":null,"labels":["red","green"],"notes":[]}"""
    )]
    [InlineData("labels.txt", "red\n\ngreen\n", "labels.txt: labels[1]: found an empty label, expected a label.")]
    [InlineData("config.json", "{", "config.json cannot be understood")]
    [InlineData(
        "cvexport.manifest",
        """{ "ExportedDate": "2020-01-01" }""",
        "a Custom Vision export of 2020-01-01 without"
    )]
    public void What_is_shown_of_files_does_not_end_an_inspection(string file, string content, string shown)
    {
        using var folder = Export();
        folder.Write(file, content);

        var result = Clothes.Run("inspect", folder.Folder, "--format", "json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            shown,
            JsonNode.Parse(result.Output)!["exported"]!.ToJsonString(Relaxed),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Hugging_Face_with_an_unknown_filter_is_said()
    {
        using var folder = Export();
        folder.Write("preprocessor_config.json", """{ "size": 32, "resample": 1 }""");

        Assert.Contains("resample is 1, which there is no filter for", Draft(folder).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("preprocessor_config.json", """{ "size": "large" }""")]
    [InlineData("preprocessor_config.json", """{ "size": 32, "size": 33 }""")]
    [InlineData("preprocessor_config.json", """{ "size": 32, "image_mean": [null, 1, 1] }""")]
    [InlineData("preprocessor_config.json", """{ "size": 32, "image_mean": [1e400, 1, 1] }""")]
    [InlineData("preprocessor_config.json", """{ "size": 32, "rescale_factor": 0 }""")]
    [InlineData("preprocessor_config.json", "null")]
    [InlineData("config.json", "[]")]
    [InlineData("config.json", "{")]
    [InlineData("config.json", """{ "id2label": { "0": null } }""")]
    [InlineData("config.json", """{ "id2label": { "first": "red" } }""")]
    [InlineData("metadata_properties.json", """{ "Image.BitmapPixelFormat": 5 }""")]
    [InlineData("metadata_properties.json", """{ "CustomVision.Preprocess.NormalizeMean": "null" }""")]
    public void File_that_cannot_be_understood_is_named(string file, string json)
    {
        using var folder = Export();
        folder.Write(file, json);

        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{file} cannot be understood", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.ManifestPath));
    }

    [Theory]
    [InlineData("Bgr8", "NominalRange_0_255", "BGR", null)]
    [InlineData("Rgb8", "Normalized_0_1", "RGB", "[255,255,255]")]
    public void Custom_Vision(string format, string range, string colors, string? std)
    {
        using var folder = Export();
        folder.Write("labels.txt", "red\ngreen\nblue\n");
        folder.Write("cvexport.manifest", """{ "DomainType": "Classification", "Platform": "ONNX" }""");
        folder.Write(
            "metadata_properties.json",
            $$"""
            {
              "CustomVision.Postprocess.Method": "ClassificationMultiLabel",
              "CustomVision.Preprocess.CropMethod": "FullImageShorterSide",
              "CustomVision.Preprocess.NormalizeMean": "[0.0, 0.0, 0.0]",
              "CustomVision.Preprocess.NormalizeStd": "[1.0, 1.0, 1.0]",
              "CustomVision.Preprocess.ResizeMethod": "Stretch",
              "CustomVision.Preprocess.TargetHeight": "32",
              "CustomVision.Preprocess.TargetWidth": "32",
              "Image.BitmapPixelFormat": "{{format}}",
              "Image.NominalPixelRange": "{{range}}"
            }
            """
        );

        var (manifest, error) = Draft(folder);

        Assert.Equal(colors, (string)manifest["input"]!["colors"]!);
        Assert.Equal(std, manifest["input"]!["std"]?.ToJsonString());
        Assert.Equal("centerCrop", (string)manifest["preprocessing"]!["geometry"]!);
        Assert.Equal("sigmoid", (string)manifest["activation"]!);
        Assert.Equal("labels.txt", (string)manifest["labelsFile"]!);
        Assert.DoesNotContain("To do: input.colors", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_can_be_in_classes_txt()
    {
        using var folder = Export();
        folder.Write("classes.txt", "red\ngreen\nblue\n");

        Assert.Equal("classes.txt", (string)Draft(folder).Manifest["labelsFile"]!);
    }

    [Fact]
    public void One_channel_is_grey()
    {
        using var folder = Export(channels: 1);

        var (manifest, error) = Draft(folder);

        Assert.Equal("grey", (string)manifest["input"]!["colors"]!);
        Assert.Contains("To do: input.inverted is false", error, StringComparison.Ordinal);
        Assert.Contains("[33.3285]", error, StringComparison.Ordinal);
    }

    private static TestModelFolder Export(int labels = 3, int channels = 3) =>
        TestModelFolder.WithoutManifest(
            new TinyOnnx
            {
                Bytes = false,
                ChannelsFirst = true,
                Probabilities = false,
                Labels = labels,
                Channels = channels,
            }
        );

    private static (JsonNode Manifest, string Error) Draft(TestModelFolder folder)
    {
        var result = Clothes.Run("inspect", folder.Folder, "--write-manifest");
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("Manifest and graph agree, and the model runs.", result.Output, StringComparison.Ordinal);
        return (JsonNode.Parse(File.ReadAllText(folder.ManifestPath))!, result.Error);
    }
}
