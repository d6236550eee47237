using System.Text.Json.Nodes;
using ClothesClassification.Inference.Tests.Models;
using SkiaSharp;

namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>docs/your-own-model.md from top to bottom: its commands as they are written, its JSON put where it says.</summary>
public sealed class OwnModelPageTests : IDisposable
{
    private readonly PageShell shell = new();

    public OwnModelPageTests()
    {
        shell.Write(
            "downloads/fruit.onnx",
            new TinyOnnx
            {
                Bytes = false,
                ChannelsFirst = true,
                Probabilities = false,
            }.Build()
        );
        (string Label, SKColor Color)[] fruits =
        [
            ("apple", SKColors.Red),
            ("banana", new SKColor(0, 255, 0)),
            ("cherry", SKColors.Blue),
        ];
        foreach (var (label, color) in fruits)
        {
            shell.Write($"photos/{label}.png", Plain(color));
            // As many as calibrate needs.
            for (var i = 0; i < 5; i++)
                shell.Write($"labelled/{label}/{i}.png", Plain(color));
        }
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task Its_commands_lead_from_an_onnx_file_to_answers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page's commands are those of a Unix shell.");
        var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "your-own-model.md"));
        List<string> outputs = [];

        foreach (var block in MarkdownCode.Read(page))
        {
            if (block.Language == "sh")
                outputs.Add((await shell.RunAsync(block.Text)).AllOutput);
            else
                Merge(JsonNode.Parse(block.Text)!.AsObject());
        }

        Assert.Equal(5, outputs.Count);
        Assert.Contains("image: float32 [?, 3, 32, 32]", outputs[0], StringComparison.Ordinal);
        Assert.Contains("model.json is written.", outputs[1], StringComparison.Ordinal);
        Assert.Contains("To do: input.mean and input.std", outputs[1], StringComparison.Ordinal);
        Assert.Contains("123.675, 116.28, 103.53", outputs[2], StringComparison.Ordinal);
        Assert.Contains("centerCrop, after the shorter side is resized to 256", outputs[2], StringComparison.Ordinal);
        Assert.Contains("Manifest and graph agree, and the model runs.", outputs[2], StringComparison.Ordinal);
        Assert.Matches(@"photos/banana\.png[^/]*banana", outputs[3]);
        Assert.Matches("accuracy +1\\.0000", outputs[3]);
        Assert.Contains("is calibrated with 15 photos", outputs[4], StringComparison.Ordinal);
    }

    // Fields beside those that are there.
    private void Merge(JsonObject change)
    {
        var path = shell.Path("fruit/model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (var (part, fields) in change)
        {
            foreach (var (name, value) in fields!.AsObject())
                manifest[part]![name] = value!.DeepClone();
        }

        File.WriteAllText(path, manifest.ToJsonString());
    }

    private static byte[] Plain(SKColor color)
    {
        using var bitmap = new SKBitmap(60, 40, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(color);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
