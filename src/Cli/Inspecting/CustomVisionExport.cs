using System.Text.Json.Nodes;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>
/// A folder as Azure Custom Vision exports it: <c>metadata_properties.json</c> has the preprocessing, beside <c>model.onnx</c>,
/// <c>labels.txt</c> and <c>cvexport.manifest</c>.
/// </summary>
internal static class CustomVisionExport
{
    private const string Properties = "metadata_properties.json";

    public static ExportedSettings? Read(string folder) =>
        ExportedSettings.ReadJson(folder, Properties, Settings)
        ?? ExportedSettings.ReadJson(folder, "cvexport.manifest", WithoutProperties);

    private static ExportedSettings Settings(JsonObject properties)
    {
        var settings = new ExportedSettings();
        settings.Input["colors"] = Text(properties, "Image.BitmapPixelFormat") == "Bgr8" ? "BGR" : "RGB";
        var byteRange = Text(properties, "Image.NominalPixelRange") == "NominalRange_0_255";
        var mean = Numbers(properties, "NormalizeMean", 0);
        var std = Numbers(properties, "NormalizeStd", 1);
        if (!byteRange || mean.Any(m => m != 0) || std.Any(s => s != 1))
        {
            var scale = byteRange ? 1 : 255;
            settings.Input["mean"] = new JsonArray([.. mean.Select(m => JsonValue.Create(m * scale))]);
            settings.Input["std"] = new JsonArray([.. std.Select(s => JsonValue.Create(s * scale))]);
        }

        settings.Input["width"] = Side(properties, "TargetWidth");
        settings.Input["height"] = Side(properties, "TargetHeight");
        var crop = Text(properties, "CustomVision.Preprocess.CropMethod");
        settings.Preprocessing["geometry"] = crop == "FullImageShorterSide" ? "centerCrop" : "stretch";
        var method = Text(properties, "CustomVision.Postprocess.Method");
        settings.Activation = method == "ClassificationMultiLabel" ? "sigmoid" : "softmax";
        settings.Notes.Add(
            $"{Properties}: crop method {crop}, resize method {Text(properties, "CustomVision.Preprocess.ResizeMethod")}; compare with Custom Vision's own answers."
        );
        return settings;
    }

    private static ExportedSettings WithoutProperties(JsonObject manifest)
    {
        var settings = new ExportedSettings();
        settings.Notes.Add(
            $"a Custom Vision export of {Text(manifest, "ExportedDate")} without {Properties}; export it anew, or fill in input.colors and input.std."
        );
        return settings;
    }

    private static string Text(JsonObject properties, string name) => properties[name]?.GetValue<string>() ?? "absent";

    private static int Side(JsonObject properties, string name) =>
        int.Parse(
            Text(properties, $"CustomVision.Preprocess.{name}"),
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static double[] Numbers(JsonObject properties, string name, double absent) =>
        properties[$"CustomVision.Preprocess.{name}"] is { } text
            ? ExportedSettings.Numbers(JsonNode.Parse(text.GetValue<string>()))
            : [absent, absent, absent];
}
