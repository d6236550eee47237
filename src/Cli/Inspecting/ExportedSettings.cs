using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Cli.Options;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>What the files beside an ONNX file say about its preprocessing, in the manifest's fields.</summary>
internal sealed class ExportedSettings
{
    private const string NoObject = "It is not an object.";
    private static readonly string[] LabelsFiles = ["labels.txt", "classes.txt"];

    /// <summary>Fields of the manifest's <c>input</c>.</summary>
    public JsonObject Input { get; } = [];

    /// <summary>Fields of the manifest's <c>preprocessing</c>.</summary>
    public JsonObject Preprocessing { get; } = [];

    public string? Activation { get; set; }

    public IReadOnlyList<string>? Labels { get; set; }

    /// <summary>The file of labels, one a line, where no other file has them.</summary>
    public string? LabelsFile { get; private set; }

    /// <summary>What the files say and a manifest cannot, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Reads the files of an exporter that is known, and where labels are; null where there are none.</summary>
    /// <exception cref="UsageException">A file is not JSON, or a value in it has another type.</exception>
    public static ExportedSettings? Read(string folder)
    {
        // Repositories on the Hugging Face Hub keep their ONNX files in a folder of this name.
        var parent = Path.GetFileName(folder) == "onnx" ? Path.GetDirectoryName(folder) : null;
        var settings =
            HuggingFaceExport.Read(folder)
            ?? (parent is null ? null : HuggingFaceExport.Read(parent))
            ?? CustomVisionExport.Read(folder);
        var labels = Array.Find(LabelsFiles, name => File.Exists(Path.Combine(folder, name)));
        if (labels is null || settings?.Labels is not null)
            return settings;
        settings ??= new ExportedSettings();
        settings.LabelsFile = labels;
        return settings;
    }

    /// <summary>What there is to look at, with the labels themselves; a file that cannot be understood is a note.</summary>
    public static ExportedSettings? Show(string folder)
    {
        ExportedSettings? settings = null;
        try
        {
            settings = Read(folder);
            if (settings?.LabelsFile is { } file)
                settings.Labels = ManifestReader.ReadLabels(folder, file);
        }
        catch (Exception e) when (e is UsageException or ModelException)
        {
            settings ??= new ExportedSettings();
            settings.Notes.Add(e.Message);
        }

        return settings;
    }

    /// <summary>Reads a file of JSON with a reader of its values; null where there is no such file.</summary>
    public static T? ReadJson<T>(string folder, string name, Func<JsonObject, T> read)
        where T : class
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return null;
        try
        {
            return read(JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new FormatException(NoObject));
        }
        // Values of another type, out of range, or given twice, are found only when they are asked for.
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or ArgumentException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            throw new UsageException($"{path} cannot be understood: {e.Message} Move it away to draft without it.");
        }
    }

    /// <summary>Numbers of an array, which a manifest can have.</summary>
    /// <exception cref="FormatException">It is not an array, or an item is not a number that JSON can hold.</exception>
    public static double[] Numbers(JsonNode? node) =>
        node is JsonArray items
            ? [.. items.Select(item => Finite(Value<double>(item)))]
            : throw new FormatException("Numbers are missing.");

    /// <exception cref="FormatException">There is none.</exception>
    public static T Value<T>(JsonNode? node) =>
        node is null ? throw new FormatException("A value is null.") : node.GetValue<T>();

    public static double Finite(double number) =>
        double.IsFinite(number) ? number : throw new FormatException("A number is out of range.");

    /// <summary>Writes the settings into a draft, and strikes the notes that they answer.</summary>
    public void Apply(JsonObject manifest, List<DraftNote> notes)
    {
        HashSet<string> answered = [];
        foreach (var (field, value) in Input)
        {
            manifest["input"]![field] = value?.DeepClone();
            answered.Add($"input.{field}");
        }

        // Bytes go in as decoded: a scale beside them is that of another graph.
        if (manifest["input"]!["type"]!.GetValue<string>() == "uint8")
        {
            manifest["input"]!.AsObject().Remove("mean");
            manifest["input"]!.AsObject().Remove("std");
        }

        if (Preprocessing.Count > 0)
        {
            manifest["preprocessing"] = Preprocessing.DeepClone();
            answered.Add("preprocessing");
        }

        if (Activation is not null && manifest.ContainsKey("activation"))
        {
            manifest["activation"] = Activation;
            answered.Add("activation");
        }

        if (LabelsFile is not null)
        {
            manifest.Remove("labels");
            manifest["labelsFile"] = LabelsFile;
            answered.Add("labels");
        }
        else if (Labels is not null)
        {
            manifest["labels"] = new JsonArray([.. Labels.Select(l => JsonValue.Create(l))]);
            answered.Add("labels");
        }

        notes.RemoveAll(note => answered.Contains(note.Field));
        notes.AddRange(Notes.Select(text => new DraftNote("", text)));
    }
}
