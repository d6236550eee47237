using System.Text.Json.Nodes;
using ClothesClassification.Inference.Tests.Models;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Calibrating;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TestModelFolder model = new(new TinyOnnx { Extras = true });
    private readonly PhotoFolder photos = new();

    public CalibrateCommandTests()
    {
        Add(photos, "red", 220, 30, 30);
        Add(photos, "green", 30, 220, 30);
        Add(photos, "blue", 30, 30, 220);
    }

    private string Centroids => Path.Combine(model.Folder, "centroids.fp32.f16");

    public void Dispose()
    {
        model.Dispose();
        photos.Dispose();
    }

    [Fact]
    public void The_model_says_afterwards_which_answers_can_be_relied_on()
    {
        var red = photos.Add("1.png", Photo(210, 40, 35));
        var orange = photos.Add("2.png", Photo(140, 130, 30));
        var grey = photos.Add("3.png", Photo(128, 128, 128));
        Assert.DoesNotContain(
            "confident",
            Clothes.Run("predict", red, "--model", model.Folder, "--format", "jsonl").Output,
            StringComparison.Ordinal
        );

        var result = Clothes.Run("calibrate", model.Folder, photos.Path, "--precision-goal", "0.9");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("skipped 3 files outside the labels' subfolders", result.Error, StringComparison.Ordinal);
        Assert.StartsWith(
            $"tiny 1.2.3 (fp32) is calibrated with 18 photos, in {model.Folder}.\nTemperature ",
            result.Output,
            StringComparison.Ordinal
        );
        var entry = Manifest()["calibration"]!.AsArray().Single()!;
        Assert.Equal(
            ("fp32", 0.9, 18),
            ((string)entry["precision"]!, (double)entry["precisionGoal"]!, (int)entry["photos"]!)
        );
        Assert.Equal(4 * 3 * 2, new FileInfo(Centroids).Length);
        var answers = Answers("jsonl", red, orange, grey).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var seen = answers.Select(a => JsonNode.Parse(a)!).ToList();
        Assert.Equal([true, false, false], seen.Select(a => (bool)a["confident"]!));
        Assert.Equal([null, "unlike-training", "unlike-training"], seen.Select(a => (string?)a["reason"]));
        Assert.Contains($"{red},1,red,", Answers("csv", red).Split('\n')[1], StringComparison.Ordinal);
        Assert.EndsWith(",true,", Answers("csv", red).Split('\n')[1], StringComparison.Ordinal);
        Assert.EndsWith(",false,unlike-training", Answers("csv", grey).Split('\n')[1], StringComparison.Ordinal);
        Assert.DoesNotContain("confident", Answers("table", red), StringComparison.Ordinal);
        Assert.Contains(
            "  not confident: unlike the photos that the model was calibrated with (unlike-training)\n",
            Answers("table", grey),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_photos_give_the_same_bytes_and_replace_what_was_there()
    {
        Assert.Equal(0, Clothes.Run("calibrate", model.Folder, photos.Path).ExitCode);
        var (manifest, centroids) = (File.ReadAllBytes(model.ManifestPath), File.ReadAllBytes(Centroids));
        // A damaged calibration does not keep it from being made again.
        File.WriteAllText(Centroids, "damaged");
        Assert.Equal(3, Clothes.Run("predict", photos.Path, "--model", model.Folder).ExitCode);

        Assert.Equal(0, Clothes.Run("calibrate", model.Folder, photos.Path).ExitCode);

        Assert.Equal(manifest, File.ReadAllBytes(model.ManifestPath));
        Assert.Equal(centroids, File.ReadAllBytes(Centroids));
    }

    [Fact]
    public void A_photo_that_cannot_be_read_is_named_and_left_out()
    {
        var bad = photos.Add("red/bad.jpg", [1, 2, 3]);

        var result = Clothes.Run("calibrate", model.Folder, photos.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"clothes: {bad}: The photo's format", result.Error, StringComparison.Ordinal);
        Assert.Equal(18, (int)Manifest()["calibration"]![0]!["photos"]!);
    }

    [Fact]
    public void A_label_with_too_few_photos_is_named()
    {
        foreach (var photo in Directory.GetFiles(Path.Combine(photos.Path, "red")).Skip(4))
            File.Delete(photo);
        Directory.Delete(Path.Combine(photos.Path, "blue"), recursive: true);

        Refused(
            $"{photos.Path}: too few photos: each label of the model needs at least 5 that can be read, and there are of red 4, blue 0."
        );
    }

    [Fact]
    public void A_missing_folder_is_named() => Refused("/nowhere: no such folder.", "/nowhere");

    [Fact]
    public void A_goal_that_cannot_be_reached_is_said()
    {
        using var wrong = new PhotoFolder();
        Add(wrong, "red", 30, 220, 30);
        Add(wrong, "green", 30, 30, 220);
        Add(wrong, "blue", 220, 30, 30);

        Refused(
            $"{wrong.Path}: no minimum score makes 97.0 % of the answers right on these photos; of all, 0.0 % are. Ask for a lower precision goal.",
            wrong.Path
        );
    }

    [Fact]
    public void A_model_without_features_is_calibrated_without_them()
    {
        model.With("outputs/features", "null");

        var result = Clothes.Run("calibrate", model.Folder, photos.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            "clothes: tiny has no output of features (outputs.features of its manifest), so no photo will be called unlike-training.\n",
            result.Error
        );
        Assert.False(File.Exists(Centroids));
        Assert.Null(Manifest()["calibration"]![0]!["centroids"]);
        var grey = photos.Add("red/grey.png", Photo(128, 128, 128));
        Assert.Contains("\"reason\":\"low-score\"", Answers("jsonl", grey), StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_that_are_not_probabilities_are_not_calibrated()
    {
        using var raw = new TestModelFolder(new TinyOnnx { Probabilities = false });
        raw.With("activation", "\"none\"");

        var result = Clothes.Run("calibrate", raw.Folder, photos.Path);

        Assert.Equal(
            (
                2,
                "clothes: The scores of tiny are not probabilities (activation none), so there is nothing to calibrate.\n"
            ),
            (result.ExitCode, result.Error)
        );
    }

    [Fact]
    public void A_manifest_that_cannot_be_written_is_left_as_it_was()
    {
        var before = File.ReadAllBytes(model.ManifestPath);
        Directory.CreateDirectory($"{model.ManifestPath}.new");

        var result = Clothes.Run("calibrate", model.Folder, photos.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("clothes: The output cannot be written. ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(model.ManifestPath));
    }

    [Theory]
    [InlineData("--precision-goal", "1.5", "--precision-goal must be a number from 0 to 1, not '1.5'.")]
    [InlineData("--max-unlike", "0.6", "--max-unlike must be a number from 0 to 0.5, not '0.6'.")]
    public void A_share_out_of_its_range_is_refused(string option, string value, string message)
    {
        var result = Clothes.Run("calibrate", model.Folder, photos.Path, option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"clothes: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_photos_are_reported_apart()
    {
        Clothes.Run("calibrate", model.Folder, photos.Path, "--precision-goal", "0.9");
        using var other = new PhotoFolder();
        for (var i = 0; i < 4; i++)
            other.Add($"deep/down/{i}.png", Photo(128 + i, 128, 128));
        var bad = other.Add("bad.jpg", [1, 2, 3]);
        using var report = new PhotoFolder();

        var result = Clothes.Run([
            "evaluate",
            photos.Path,
            "--unknown",
            other.Path,
            "--model",
            model.Folder,
            "--format",
            "json",
            "--report",
            report.Path,
        ]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"clothes: {bad}: The photo's format", result.Error, StringComparison.Ordinal);
        var unknown = JsonNode.Parse(result.Output)!["unknown"]!;
        Assert.Equal((4, 1), ((int)unknown["photos"]!, (int)unknown["failed"]!));
        Assert.Equal((1.0, 1.0), ((double)unknown["likeness"]!["area"]!, (double)unknown["bestScore"]!["area"]!));
        Assert.Equal(0, (double)unknown["confident"]!["unknown"]!);
        Assert.InRange((double)unknown["confident"]!["known"]!, 0.9, 1);
        Assert.Equal(21, unknown["likeness"]!["points"]!.AsArray().Count);
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(
            Path.Combine(SharedData.RepositoryRoot, "docs", "evaluation-report.schema.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(schema.Validate(File.ReadAllText(Path.Combine(report.Path, "report.json"))));
        var page = File.ReadAllText(Path.Combine(report.Path, "report.html"));
        Assert.Contains("<h2>Photos of other things</h2>", page, StringComparison.Ordinal);
        Assert.Contains("likeness (area 100.0", page, StringComparison.Ordinal);
        Assert.Contains("it does not say whether the photo shows any of them", page, StringComparison.Ordinal);
        Assert.Contains(
            "area under the curve, likeness",
            Clothes.Run("evaluate", photos.Path, "--unknown", other.Path, "--model", model.Folder).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_folder_of_other_photos_has_to_have_some()
    {
        using var empty = new PhotoFolder();

        foreach (var folder in new[] { empty.Path, "/nowhere" })
        {
            var result = Clothes.Run("evaluate", photos.Path, "--unknown", folder, "--model", model.Folder);
            Assert.Equal(2, result.ExitCode);
            Assert.StartsWith($"clothes: {folder}: no ", result.Error, StringComparison.Ordinal);
        }
    }

    private void Refused(string message, string? folder = null)
    {
        var before = File.ReadAllBytes(model.ManifestPath);

        var result = Clothes.Run("calibrate", model.Folder, folder ?? photos.Path);

        Assert.Equal((2, $"clothes: {message}\n"), (result.ExitCode, result.Error));
        Assert.Equal(before, File.ReadAllBytes(model.ManifestPath));
    }

    private JsonNode Manifest() => JsonNode.Parse(File.ReadAllText(model.ManifestPath))!;

    private string Answers(string format, params string[] paths)
    {
        var result = Clothes.Run(["predict", .. paths, "--model", model.Folder, "--format", format]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    private static void Add(PhotoFolder folder, string label, byte red, byte green, byte blue)
    {
        for (byte i = 0; i < 6; i++)
            folder.Add($"{label}/{i}.png", Photo((byte)(red + (3 * i)), (byte)(green + i), (byte)(blue + (2 * i))));
    }

    private static byte[] Photo(int red, int green, int blue)
    {
        using var bitmap = new SKBitmap(40, 40);
        bitmap.Erase(new SKColor((byte)red, (byte)green, (byte)blue));
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
