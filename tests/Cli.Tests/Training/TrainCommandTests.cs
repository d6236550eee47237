using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace ClothesClassification.Cli.Tests.Training;

/// <summary>The whole way: a folder of photos, the program, and what others do with the model.</summary>
public sealed class TrainCommandTests(TrainCommandTests.Trained trained) : IClassFixture<TrainCommandTests.Trained>
{
    private const int Photos = 12;

    [Fact]
    public void Summary_says_how_good_it_is_what_was_found_and_what_to_do()
    {
        var result = trained.Result;

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"labels +3 *\n", result.Output);
        Assert.Matches($@"photos +{3 * Photos}, 0 of them from the cache *\n", result.Output);
        Assert.Matches(
            @"accuracy, int8 +[01]\.\d{4}, with 95 % confidence [01]\.\d{4} to [01]\.\d{4}; ",
            result.Output
        );
        Assert.Matches(@"accuracy, fp32 +[01]\.\d{4}", result.Output);
        Assert.Matches(@"temperature +\d", result.Output);
        Assert.Matches(@"regularization +\d", result.Output);
        Assert.Matches(@"seconds +\d", result.Output);
        foreach (var label in DrawnPhotos.Labels)
            Assert.Matches($@"{label} +│? +[01]\.\d{{4}}", result.Output);
        Assert.Contains($"clothes predict PHOTOS --model '{trained.Model}'\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(trained.Path("rings/unreadable.jpg"), result.Error, StringComparison.Ordinal);
        Assert.Contains("skipped 1 file outside the labels' subfolders", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "tartan: there are no photos in it, so the model does not have this label",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("2 photos show 1 things from several sides", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_commands_take_the_model()
    {
        using var later = new PhotoFolder();
        foreach (var label in DrawnPhotos.Labels)
            later.Add($"later/{label}/1.jpg", DrawnPhotos.Draw(label, 100));
        var folder = Path.Combine(later.Path, "later");

        var inspected = Clothes.Run("inspect", trained.Model);
        var predicted = Clothes.Run("predict", folder, "--model", trained.Model, "--format", "jsonl", "--features");
        var evaluated = Clothes.Run("evaluate", folder, "--model", trained.Model, "--format", "json");
        var explained = Clothes.Run("predict", folder, "--model", trained.Model, "--explain", later.Path);

        Assert.Equal((0, ""), (inspected.ExitCode, inspected.Error));
        Assert.Contains("Manifest and graph agree, and the model runs.", inspected.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (predicted.ExitCode, predicted.Error));
        var answers = predicted
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonNode.Parse(l)!);
        Assert.All(answers, a => Assert.Equal(1280, a["features"]!.AsArray().Count));
        Assert.Equal((0, ""), (evaluated.ExitCode, evaluated.Error));
        Assert.Equal(1.0, (double)JsonNode.Parse(evaluated.Output)!["accuracy"]!);
        Assert.Equal((0, 3), (explained.ExitCode, Directory.GetFiles(later.Path, "*.svg").Length));
    }

    [Fact]
    public async Task Report_has_the_answers_of_models_that_had_not_seen_the_photo()
    {
        var json = await File.ReadAllTextAsync(
            Path.Combine(trained.Report, "report.json"),
            TestContext.Current.CancellationToken
        );
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(
            Path.Combine(SharedData.RepositoryRoot, "docs", "evaluation-report.schema.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(schema.Validate(json));
        var report = JsonNode.Parse(json)!;
        var model = report["models"]![0]!;
        Assert.Equal(3 * Photos, (int)model["measures"]!["photos"]!);
        Assert.Equal("rings/unreadable.jpg", (string)model["failures"]![0]!["photo"]!);
        Assert.InRange((double)model["measures"]!["accuracy"]!, 0.8, 1);
        Assert.Contains(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"with 95 % confidence {(double)model["accuracy95"]!["low"]!:F4} to {(double)model["accuracy95"]!["high"]!:F4};"
            ),
            trained.Result.Output,
            StringComparison.Ordinal
        );
        Assert.Equal("clothes 1.0.0", (string)report["training"]!["base"]!);
        Assert.Equal(DrawnPhotos.Labels, report["training"]!["labels"]!.AsObject().Select(l => l.Key));

        var page = new HtmlParser().ParseDocument(
            await File.ReadAllTextAsync(
                Path.Combine(trained.Report, "report.html"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.StartsWith("Training of my model é", page.Title, StringComparison.Ordinal);
        Assert.Equal(["Summary", "What to do next"], page.QuerySelectorAll("h2").Take(2).Select(h => h.TextContent));
        Assert.Contains($"clothes: The report is {trained.Report}", trained.Result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_photos_give_the_same_model_sooner_and_it_is_replaced_only_on_demand()
    {
        var before = Hashes(trained.Model);

        var refused = trained.Run();
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("holds a model; add --force to replace it", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Hashes(trained.Model));

        var again = trained.Run("--force", "--format", "json");
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(3 * Photos, (int)JsonNode.Parse(again.Output)!["models"]![0]!["measures"]!["photos"]!);
        Assert.Equal(before, Hashes(trained.Model));
        Assert.Equal([trained.Model], Directory.GetDirectories(Path.GetDirectoryName(trained.Model)!, "my model*"));
    }

    /// <summary>One training for all tests.</summary>
    public sealed class Trained : IDisposable
    {
        private readonly PhotoFolder folder = new();

        public Trained()
        {
            DrawnPhotos.AddTo(folder, "my photos", Photos - 2);
            foreach (var label in DrawnPhotos.Labels)
            {
                folder.Add($"my photos/{label}/äöü front.jpg", DrawnPhotos.Draw(label, 50));
                folder.Add($"my photos/{label}/deeper/1.png", DrawnPhotos.Draw(label, 51));
            }

            folder.Add("my photos/rings/äöü back.jpg", DrawnPhotos.Draw("rings", 52));
            File.Delete(Path("rings/0.jpg"));
            folder.Add("my photos/rings/unreadable.jpg", [1, 2, 3]);
            folder.Add("my photos/.hidden/1.jpg");
            folder.Add("my photos/notes.txt");
            Directory.CreateDirectory(Path("tartan"));
            Result = Run("--report", Report);
        }

        internal ProcessResult Result { get; }

        public string Model => System.IO.Path.Combine(folder.Path, "my model é");

        public string Report => System.IO.Path.Combine(folder.Path, "report");

        public string Path(string name) => System.IO.Path.Combine(folder.Path, "my photos", name);

        internal ProcessResult Run(params string[] options) =>
            Clothes.Run([
                "train",
                System.IO.Path.Combine(folder.Path, "my photos"),
                "--output",
                Model,
                "--cache",
                System.IO.Path.Combine(folder.Path, "cache"),
                .. options,
            ]);

        public void Dispose() => folder.Dispose();
    }

    private static List<string> Hashes(string folder) =>
        [
            .. Directory
                .GetFiles(folder)
                .Order(StringComparer.Ordinal)
                .Select(f =>
                    $"{Path.GetFileName(f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"
                ),
        ];
}
