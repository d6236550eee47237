using System.Globalization;
using System.Text.Json.Nodes;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>
/// A folder as Hugging Face Optimum exports it: <c>config.json</c> has the labels, <c>preprocessor_config.json</c> the
/// preprocessing of the image processor.
/// </summary>
internal static class HuggingFaceExport
{
    private const string Config = "config.json";
    private const string Preprocessor = "preprocessor_config.json";
    private const double ByteRange = 1 / 255.0;

    // PIL.Image.Resampling.
    private static readonly Dictionary<int, string> Filters = new()
    {
        [0] = "nearest",
        [2] = "bilinear, antialiased",
        [3] = "bicubic",
    };

    public static ExportedSettings? Read(string folder)
    {
        var labels = ExportedSettings.ReadJson(folder, Config, Labels);
        var settings = ExportedSettings.ReadJson(folder, Preprocessor, Preprocessing);
        if (labels is null && settings is null)
            return null;
        settings ??= new ExportedSettings();
        if (labels?.Count > 0)
            settings.Labels = labels;
        return settings;
    }

    private static List<string> Labels(JsonObject config) =>
        config["id2label"] is JsonObject names
            ?
            [
                .. names
                    .OrderBy(n => int.Parse(n.Key, CultureInfo.InvariantCulture))
                    .Select(n => ExportedSettings.Value<string>(n.Value)),
            ]
            : [];

    private static ExportedSettings Preprocessing(JsonObject config)
    {
        var settings = new ExportedSettings();
        AddValues(config, settings);
        AddGeometry(config, settings);
        if (config["resample"] is { } resample)
        {
            if (Filters.TryGetValue(resample.GetValue<int>(), out var filter))
                settings.Preprocessing["filter"] = filter;
            else
                settings.Notes.Add(
                    $"{Preprocessor}: resample is {resample}, which there is no filter for; the draft takes the default."
                );
        }

        if (config["rescale_offset"] is { } offset && offset.ToJsonString() is not ("false" or "0"))
            settings.Notes.Add($"{Preprocessor}: rescale_offset is not understood; check input.mean and input.std.");
        return settings;
    }

    // Pixels are rescaled, then normalised: (v x factor - mean) / std. A manifest's mean and std are on the scale of v.
    private static void AddValues(JsonObject config, ExportedSettings settings)
    {
        var factor = Is(config, "do_rescale") ? config["rescale_factor"]?.GetValue<double>() ?? ByteRange : 1;
        var normalizes = Is(config, "do_normalize") && config["image_mean"] is JsonArray;
        if (!normalizes && factor == 1)
            return;
        settings.Input["mean"] = Scaled(normalizes ? config["image_mean"] : null, 0, factor);
        settings.Input["std"] = Scaled(normalizes ? config["image_std"] : null, 1, factor);
    }

    private static JsonArray Scaled(JsonNode? values, double absent, double factor)
    {
        var numbers = values is null ? [absent, absent, absent] : ExportedSettings.Numbers(values);
        return new JsonArray([
            .. numbers.Select(v => JsonValue.Create(Math.Round(ExportedSettings.Finite(v / factor), 6))),
        ]);
    }

    private static void AddGeometry(JsonObject config, ExportedSettings settings)
    {
        var size = Is(config, "do_resize") ? config["size"] : null;
        var crop = config["do_center_crop"]?.GetValue<bool>() == true ? Sides(config["crop_size"]) : null;
        var shorter = size is JsonObject named ? named["shortest_edge"]?.GetValue<int>() : null;
        if (shorter is null && crop is not null && size is JsonValue)
            shorter = size.GetValue<int>();
        if (crop is null && shorter is { } side && config["crop_pct"] is { } share)
        {
            // ConvNeXt's processor: below 384 pixels it resizes to size / crop_pct and crops, above it stretches.
            crop = (side, side);
            shorter = side < 384 ? (int)(side / share.GetValue<double>()) : null;
        }

        if ((crop ?? Sides(size)) is not { } picture)
        {
            settings.Notes.Add($"{Preprocessor}: size {size?.ToJsonString() ?? "is absent"}; check preprocessing.");
            return;
        }

        (settings.Input["width"], settings.Input["height"]) = (picture.Width, picture.Height);
        settings.Preprocessing["geometry"] = shorter is null ? "stretch" : "centerCrop";
        if (shorter is not null)
            settings.Preprocessing["resize"] = new JsonObject { ["shorterSide"] = shorter };
        else if (crop is not null && Sides(size) is { } resized && resized != crop)
            settings.Notes.Add(
                $"{Preprocessor}: the photo is stretched to {resized.Width} x {resized.Height} and then cropped, which a manifest cannot say; the draft stretches to {picture.Width} x {picture.Height}."
            );
    }

    private static bool Is(JsonObject config, string field) => config[field]?.GetValue<bool>() ?? true;

    private static (int Width, int Height)? Sides(JsonNode? size) =>
        size switch
        {
            JsonObject o when o["width"] is { } width && o["height"] is { } height => (
                width.GetValue<int>(),
                height.GetValue<int>()
            ),
            JsonValue side => (side.GetValue<int>(), side.GetValue<int>()),
            _ => null,
        };
}
