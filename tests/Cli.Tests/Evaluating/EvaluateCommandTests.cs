using System.Text.Json;

namespace ClothesClassification.Cli.Tests.Evaluating;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("int8", 0.9443)]
    [InlineData("fp32", 0.9384)]
    public void Accuracy_on_the_validation_photos_is_the_model_cards(string precision, double accuracy)
    {
        var result = Clothes.Run("evaluate", SharedData.Validation(), "--format", "json", "--precision", precision);

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(341, json.RootElement.GetProperty("photos").GetInt32());
        Assert.Equal(accuracy, json.RootElement.GetProperty("accuracy").GetDouble(), 0.005);
        Assert.InRange(json.RootElement.GetProperty("top3").GetDouble(), 0.97, 1);
        Assert.InRange(json.RootElement.GetProperty("ece").GetDouble(), 0.001, 0.06);
    }

    [Fact]
    public void Report_has_every_figure_and_counts_what_failed_apart()
    {
        folder.Add("dress/1.jpg");
        folder.Add("dress/2.jpg", PhotoFolder.Photo(seed: 2));
        folder.Add("hat/3.jpg", PhotoFolder.Photo(seed: 3));
        var bad = folder.Add("hat/4.jpg", [1, 2, 3]);

        var result = Clothes.Run("evaluate", folder.Path, "--format", "json");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"clothes: {bad}: The photo's format", result.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(result.Output);
        var report = json.RootElement;
        Assert.Equal(
            ["accuracy", "top3", "ece", "photos", "failed", "perClass", "confusion", "latencyMs"],
            report.EnumerateObject().Select(p => p.Name)
        );
        Assert.Equal((3, 1), (report.GetProperty("photos").GetInt32(), report.GetProperty("failed").GetInt32()));
        Assert.Equal(2, report.GetProperty("perClass").GetProperty("dress").GetProperty("support").GetInt32());
        Assert.Equal(
            JsonValueKind.Null,
            report.GetProperty("perClass").GetProperty("shoes").GetProperty("recall").ValueKind
        );
        var counts = report.GetProperty("confusion").GetProperty("counts");
        Assert.Equal(3, counts.EnumerateArray().Sum(row => row.EnumerateArray().Sum(c => c.GetInt32())));
        Assert.True(report.GetProperty("latencyMs").GetProperty("p99").GetDouble() > 0);
    }

    [Fact]
    public void What_is_not_a_photo_is_counted_and_what_cannot_be_one_has_failed()
    {
        Require.Linux();
        folder.Add("dress/1.jpg");
        folder.Add("dress/notes.txt");
        folder.Add("2.jpg");
        folder.AddPipe("dress/pipe.jpg");
        Directory.CreateDirectory(Path.Combine(folder.Path, "hat"));

        var result = Clothes.Run("evaluate", folder.Path, "--format", "json");

        Assert.Equal(1, result.ExitCode);
        var lines = result.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal($"clothes: {folder.Path}: skipped 1 file outside the labels' subfolders.", lines[0]);
        Assert.StartsWith($"clothes: {folder.Path}/dress: skipped 1 (1 .txt);", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            $"clothes: {folder.Path}/dress/pipe.jpg: The file is empty",
            lines[2],
            StringComparison.Ordinal
        );
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(1, json.RootElement.GetProperty("photos").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("failed").GetInt32());
    }

    [Fact]
    public void Table_shows_the_same_for_people()
    {
        folder.Add("dress/1.jpg");

        var result = Clothes.Run("evaluate", folder.Path);

        Assert.Equal(0, result.ExitCode);
        foreach (
            var word in new[]
            {
                "accuracy",
                "top 3",
                "expected calibration error (15 bins)",
                "precision",
                "is \\ predicted",
                "does not say whether the photo shows one of them",
            }
        )
            Assert.Contains(word, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Subfolder_that_is_not_a_label_is_refused_with_the_labels()
    {
        folder.Add("gown/1.jpg");

        var result = Clothes.Run("evaluate", folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "'gown' is not a label of the model, which has dress, hat, longsleeve",
            result.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Folder_that_is_missing_or_empty_is_refused()
    {
        Assert.Equal(2, Clothes.Run("evaluate", folder.Path).ExitCode);
        var missing = Clothes.Run("evaluate", Path.Combine(folder.Path, "none"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("no such folder", missing.Error, StringComparison.Ordinal);
    }
}
