using System.Text.Json;
using AngleSharp.Html.Parser;
using NJsonSchema;

namespace ClothesClassification.Cli.Tests.Evaluating;

/// <summary>The command, with the shipped model and the drawn photos, one of them in the wrong place.</summary>
public sealed class ReportOptionsTests : IDisposable
{
    private readonly PhotoFolder folder = new();
    private readonly PhotoFolder target = new();

    public ReportOptionsTests()
    {
        Add("dress/1.jpg", "dress.jpg");
        Add("dress/2.jpg", "shoes.jpg");
        Add("hat/3.png", "hat.png");
    }

    public void Dispose()
    {
        folder.Dispose();
        target.Dispose();
    }

    [Fact]
    public async Task Report_is_written_as_the_schema_says()
    {
        var report = Path.Combine(target.Path, "new", "report");

        var result = Clothes.Run("evaluate", folder.Path, "--report", report);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(Path.Combine(report, "report.html"), result.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["report.html", "report.json"],
            Directory.GetFileSystemEntries(report).Select(f => Path.GetFileName(f)).Order()
        );
        var json = await Valid(report);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("comparison").ValueKind);
        var model = Assert.Single(json.GetProperty("models").EnumerateArray());
        Assert.Equal("int8", model.GetProperty("model").GetProperty("precision").GetString());
        Assert.Equal(2 / 3.0, model.GetProperty("measures").GetProperty("accuracy").GetDouble(), 1e-9);
        var wrong = Assert.Single(model.GetProperty("misclassified").EnumerateArray());
        Assert.Equal("dress/2.jpg", wrong.GetProperty("photo").GetString());
        Assert.Equal("dress", wrong.GetProperty("label").GetString());
        Assert.Equal("shoes", wrong.GetProperty("predictions")[0].GetProperty("label").GetString());
        using var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(report, "report.html")));
        Assert.Equal(
            ["dress: dress/2.jpg", "What speaks for shoes", "What speaks for dress"],
            page.QuerySelectorAll(".photo img").Select(image => image.GetAttribute("alt"))
        );
    }

    [Fact]
    public async Task Two_models_are_compared()
    {
        var result = Clothes.Run(
            "evaluate",
            folder.Path,
            "--report",
            target.Path,
            "--compare",
            SharedData.ModelFolder,
            "--compare-precision",
            "fp32"
        );

        Assert.Equal(0, result.ExitCode);
        var json = await Valid(target.Path);
        Assert.Equal(
            ["int8", "fp32"],
            json.GetProperty("models")
                .EnumerateArray()
                .Select(m => m.GetProperty("model").GetProperty("precision").GetString())
        );
        Assert.Equal(2, json.GetProperty("comparison").GetProperty("bothRight").GetInt32());
        Assert.Equal(1, json.GetProperty("comparison").GetProperty("bothWrong").GetInt32());
    }

    [Fact]
    public async Task Photo_without_an_answer_is_in_the_report()
    {
        folder.Add("hat/4.jpg", [1, 2, 3]);

        var result = Clothes.Run("evaluate", folder.Path, "--report", target.Path);

        Assert.Equal(1, result.ExitCode);
        var failure = Assert.Single(
            (await Valid(target.Path)).GetProperty("models")[0].GetProperty("failures").EnumerateArray()
        );
        Assert.Equal("hat/4.jpg", failure.GetProperty("photo").GetString());
    }

    [Fact]
    public void Comparison_without_a_report_is_refused()
    {
        var result = Clothes.Run("evaluate", folder.Path, "--compare", SharedData.ModelFolder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("add --report DIR", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_that_cannot_be_written_is_refused_before_anything_is_evaluated()
    {
        var file = target.Add("file");

        var result = Clothes.Run("evaluate", folder.Path, "--report", file);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("the report cannot be written there", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_that_fails_to_be_written_leaves_the_table_and_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(target.Path, "report.html"));

        var result = Clothes.Run("evaluate", folder.Path, "--report", target.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("accuracy", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("clothes: The output cannot be written. ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_is_written_also_where_the_tables_reader_has_gone_away()
    {
        Require.Linux();
        var running = Clothes.Start("evaluate", folder.Path, "--report", target.Path);

        running.Process.StandardOutput.Close();

        Assert.True(running.Process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(0, running.Process.ExitCode);
        Assert.True(File.Exists(Path.Combine(target.Path, "report.html")));
    }

    [Fact]
    public void Other_model_that_cannot_be_loaded_is_refused()
    {
        var result = Clothes.Run("evaluate", folder.Path, "--report", target.Path, "--compare", folder.Path);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Empty(Directory.GetFileSystemEntries(target.Path));
    }

    private static async Task<JsonElement> Valid(string report)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(report, "report.json"));
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(SharedData.RepositoryRoot, "docs", "evaluation-report.schema.json")
        );
        Assert.Empty(schema.Validate(text).Select(e => e.ToString()));
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private void Add(string name, string sample) =>
        folder.Add(name, File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, sample)));
}
