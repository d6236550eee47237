using System.Globalization;
using ClothesClassification.Cli.Output;
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
        if (inspection.Manifest is { } manifest)
            output.Console.Write(Of(manifest));
        foreach (var file in inspection.Files)
        {
            output.Text.WriteLine();
            output.Text.WriteLine(file.Path);
            output.Console.Write(Of(file));
        }

        output.Text.WriteLine();
        foreach (var problem in inspection.Problems)
            output.Text.WriteLine($"disagrees: {problem}");
        if (inspection.Agrees)
            output.Text.WriteLine(
                inspection.Manifest is null
                    ? "There is no model.json; --write-manifest drafts one."
                    : "Manifest and graph agree, and the model runs."
            );
    }

    private static Table Of(ManifestSummary manifest)
    {
        var table = Rows();
        Add(table, "name", $"{manifest.Name} {manifest.Version}");
        Add(table, "description", manifest.Description);
        Add(table, "licence", manifest.License);
        var input = manifest.Input;
        Add(table, "input", $"{input.Width} x {input.Height} pixels, {input.Type}, {input.Layout}, {input.Colors}");
        if (input.Mean.Count > 0)
            Add(table, "mean", Join(input.Mean));
        if (input.Std.Count > 0)
            Add(table, "std", Join(input.Std));
        var crop =
            manifest.Geometry == "centerCrop"
                ? string.Create(CultureInfo.InvariantCulture, $", {manifest.CropFraction:P1} of the sides")
                : "";
        Add(table, "geometry", $"{manifest.Geometry}{crop}; background {manifest.Background}");
        Add(table, "activation", $"{manifest.Activation}");
        var more = manifest.Labels.Count > ShownLabels ? ", ..." : "";
        Add(table, "labels", $"{manifest.Labels.Count}: {string.Join(", ", manifest.Labels.Take(ShownLabels))}{more}");
        foreach (var claim in manifest.Accuracy)
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

    private static Table Of(FileSummary file)
    {
        var table = Rows();
        Add(table, "precision", file.Precision);
        Add(table, "bytes", file.Bytes.ToString("N0", CultureInfo.InvariantCulture));
        Add(table, "SHA-256", file.Sha256);
        Add(table, "IR version", file.IrVersion.ToString(CultureInfo.InvariantCulture));
        Add(table, "opset", string.Join(", ", file.Opsets.Select(o => $"{o.Key} {o.Value}")));
        Add(table, "producer", file.Producer);
        Add(table, "parameters", file.Parameters.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var input in file.Inputs)
            Add(table, "input", $"{input.Name}: {input.Type} {input.Shape}");
        foreach (var output in file.Outputs)
            Add(table, "output", $"{output.Name}: {output.Type} {output.Shape}");
        var operators = file.Operators.OrderByDescending(o => o.Value).Select(o => $"{o.Key} {o.Value}");
        Add(table, "nodes", $"{file.Operators.Values.Sum()}: {string.Join(", ", operators)}");
        foreach (var data in file.ExternalData)
            Add(table, "external data", data);
        return table;
    }

    private static Table Rows() => new Table().NoBorder().HideHeaders().AddColumns("name", "value");

    private static void Add(Table table, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    private static string Join(IReadOnlyList<float> values) =>
        string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
