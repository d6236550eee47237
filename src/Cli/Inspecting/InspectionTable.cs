using System.Globalization;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference.Models;
using Spectre.Console;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>Writes an inspection for people.</summary>
internal static class InspectionTable
{
    private const int ShownLabels = 20;

    public static void Write(Inspection inspection)
    {
        using var output = new OutputConsole();
        output.Text.WriteLine(inspection.Folder);
        if (inspection.Model is { } model)
            output.Console.Write(Of(model));
        foreach (var file in inspection.Files)
        {
            output.Text.WriteLine();
            output.Text.WriteLine(file.Path);
            output.Console.Write(Of(file));
        }

        if (inspection.Exported is { } exported)
        {
            output.Text.WriteLine();
            output.Text.WriteLine("Files beside it say");
            output.Console.Write(Of(exported));
        }

        output.Text.WriteLine();
        foreach (var problem in inspection.Problems)
            output.Text.WriteLine($"disagrees: {problem}");
        if (inspection.Agrees)
            output.Text.WriteLine(
                inspection.Model is null
                    ? "There is no model.json; --write-manifest drafts one."
                    : "Manifest and graph agree, and the model runs."
            );
    }

    private static Table Of(ImageModel model)
    {
        var table = Rows();
        Add(table, "name", $"{model.Name} {model.Version}");
        Add(table, "description", model.Description);
        Add(table, "licence", model.License);
        var input = model.Input;
        Add(
            table,
            "input",
            $"{input.Width} x {input.Height} pixels, {ManifestWords.Of(input.Type)}, {ManifestWords.Of(input.Layout)}, {ManifestWords.Of(input.Colors)}{(input.Inverted ? ", inverted" : "")}"
        );
        if (input.Mean.Count > 0)
            Add(table, "mean", Join(input.Mean));
        if (input.Std.Count > 0)
            Add(table, "std", Join(input.Std));
        var crop =
            model.Geometry != Geometry.CenterCrop ? ""
            : model.ShorterSide is { } side ? $", after the shorter side is resized to {side}"
            : string.Create(CultureInfo.InvariantCulture, $", {model.CropFraction:P1} of the sides");
        Add(
            table,
            "geometry",
            $"{ManifestWords.Of(model.Geometry)}{crop}; background {ManifestWords.Of(model.Background)}"
        );
        Add(table, "filter", ManifestWords.Of(model.Filter));
        Add(table, "activation", ManifestWords.Of(model.Activation));
        Add(table, "labels", Shortened(model.Labels));
        foreach (var claim in model.Accuracy)
            Add(
                table,
                "accuracy",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{claim.Precision}: {claim.Top1:F4} of {claim.Photos} photos, {claim.Data}, {claim.Split}"
                )
            );
        return table;
    }

    private static Table Of(InspectedFile file)
    {
        var info = file.Info;
        var table = Rows();
        Add(table, "precision", file.Precision);
        Add(table, "bytes", info.Bytes.ToString("N0", CultureInfo.InvariantCulture));
        Add(table, "SHA-256", info.Sha256);
        Add(table, "IR version", info.IrVersion.ToString(CultureInfo.InvariantCulture));
        Add(table, "opset", string.Join(", ", info.Opsets.Select(o => $"{o.Key} {o.Value}")));
        Add(table, "producer", info.Producer);
        Add(table, "parameters", info.Parameters.ToString("N0", CultureInfo.InvariantCulture));
        Add(table, "looks like", file.Precision is null ? GraphKind.Of(info) : null);
        foreach (var input in info.Inputs)
            Add(table, "input", $"{input.Name}: {input.ElementType} {input.Shape}");
        foreach (var output in info.Outputs)
            Add(table, "output", $"{output.Name}: {output.ElementType} {output.Shape}");
        var operators = info.Operators.OrderByDescending(o => o.Value).Select(o => $"{o.Key} {o.Value}");
        Add(table, "nodes", $"{info.Operators.Values.Sum()}: {string.Join(", ", operators)}");
        foreach (var data in info.ExternalData)
            Add(table, "external data", data);
        return table;
    }

    private static Table Of(ExportedSettings exported)
    {
        var table = Rows();
        foreach (var (field, value) in exported.Input)
            Add(table, $"input.{field}", value?.ToJsonString());
        foreach (var (field, value) in exported.Preprocessing)
            Add(table, $"preprocessing.{field}", value?.ToJsonString());
        Add(table, "activation", exported.Activation);
        if (exported.Labels is { } labels)
            Add(table, "labels", Shortened(labels));
        foreach (var note in exported.Notes)
            Add(table, "note", note);
        return table;
    }

    private static string Shortened(IReadOnlyList<string> labels) =>
        $"{labels.Count}: {string.Join(", ", labels.Take(ShownLabels))}{(labels.Count > ShownLabels ? ", ..." : "")}";

    private static Table Rows() => new Table().NoBorder().HideHeaders().AddColumns("name", "value");

    private static void Add(Table table, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    private static string Join(IReadOnlyList<float> values) =>
        string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
