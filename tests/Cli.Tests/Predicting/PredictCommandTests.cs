using System.Globalization;
using System.Text.Json;

namespace ClothesClassification.Cli.Tests.Predicting;

public sealed class PredictCommandTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Table_ranks_three_labels_below_the_file_name()
    {
        var photo = folder.Add("a photo.jpg");

        var result = Clothes.Run("predict", photo);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = result.Output.Split('\n');
        Assert.Equal(photo, lines[0]);
        Assert.Matches("^ +1 [a-z-]+ +[0-9.]+ % █+", lines[1]);
        Assert.Matches("^ +2 [a-z-]+ +[0-9.]+ % ", lines[2]);
        Assert.Matches("^ +3 [a-z-]+ +[0-9.]+ % ", lines[3]);
        Assert.DoesNotContain("\u001b", result.Output, StringComparison.Ordinal);
        // The photo is noise.
        Assert.Equal(
            ["  not confident: unlike the photos that the model was calibrated with (unlike-training)", "", ""],
            lines[4..]
        );
    }

    [Fact]
    public void Json_is_an_array_in_the_order_given()
    {
        var photos = new[] { folder.Add("b.jpg"), folder.Add("a.jpg", PhotoFolder.Photo(90, 50, seed: 2)) };

        var result = Clothes.Run("predict", photos[0], photos[1], "--format", "json");

        using var json = JsonDocument.Parse(result.Output);
        var answers = json.RootElement.EnumerateArray().ToArray();
        Assert.Equal(photos, answers.Select(a => a.GetProperty("file").GetString()));
        Assert.Equal(90, answers[1].GetProperty("width").GetInt32());
        Assert.Equal(50, answers[1].GetProperty("height").GetInt32());
        Assert.Equal(10, answers[0].GetProperty("predictions").GetArrayLength());
        var best = answers[0].GetProperty("predictions")[0];
        Assert.Equal(answers[0].GetProperty("label").GetString(), best.GetProperty("label").GetString());
        Assert.Equal(answers[0].GetProperty("score").GetSingle(), best.GetProperty("score").GetSingle());
        Assert.Equal("int8", answers[0].GetProperty("model").GetProperty("precision").GetString());
        Assert.True(answers[0].GetProperty("durationsMs").GetProperty("total").GetDouble() > 0);
    }

    [Fact]
    public void Json_lines_are_one_object_each()
    {
        folder.Add("1.jpg");
        folder.Add("2.jpg");

        var lines = Clothes
            .Run("predict", folder.Path, "--format", "jsonl", "--top", "2")
            .Output.TrimEnd('\n')
            .Split('\n');

        Assert.Equal(2, lines.Length);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(2, json.RootElement.GetProperty("predictions").GetArrayLength());
        }
    }

    [Fact]
    public void Csv_has_a_row_a_prediction_and_quotes_what_needs_it()
    {
        var photo = folder.Add("a, \"b\".jpg");

        var lines = Clothes.Run("predict", photo, "--format", "csv", "--top", "2").Output.TrimEnd('\n').Split('\n');

        Assert.Equal("file,rank,label,score,confident,reason", lines[0]);
        Assert.Equal(3, lines.Length);
        var quoted = $"\"{photo.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Assert.StartsWith($"{quoted},1,", lines[1], StringComparison.Ordinal);
        Assert.InRange(float.Parse(lines[1].Split(',')[^3], CultureInfo.InvariantCulture), 0.1f, 1f);
    }

    [Fact]
    public void Photo_without_a_prediction_above_the_minimum_is_still_reported()
    {
        var photo = folder.Add("a.jpg");

        var csv = Clothes.Run("predict", photo, "--min-score", "1", "--format", "csv");
        var table = Clothes.Run("predict", photo, "--min-score", "1");

        Assert.Matches("^file,rank,label,score,confident,reason\n[^,]+,,,,false,[a-z-]+\n$", csv.Output);
        Assert.Contains("nothing above the minimum score; best is ", table.Output, StringComparison.Ordinal);
        Assert.Equal(0, table.ExitCode);
    }

    [Fact]
    public void Folder_stands_for_the_photos_in_it_and_below()
    {
        var expected = new[] { folder.Add("a.jpg"), folder.Add("b/c.JPEG"), folder.Add("z.jpg") };
        folder.Add("b/notes.txt", [1]);

        Assert.Equal(expected, Files(Clothes.Run("predict", folder.Path, "--format", "jsonl")));
    }

    [Fact]
    public void Pattern_stands_for_what_it_matches()
    {
        folder.Add("a.png");
        var expected = new[] { folder.Add("b/a.jpg"), folder.Add("b/c/d.jpg") };

        Assert.Equal(expected, Files(Clothes.Run("predict", $"{folder.Path}/b/**/*.jpg", "--format", "jsonl")));
    }

    [Fact]
    public void Dash_is_a_photo_on_stdin_between_the_others()
    {
        var photo = folder.Add("a.jpg");

        var result = Clothes.RunWithInput(PhotoFolder.Photo(), "predict", photo, "-", photo, "--format", "jsonl");

        Assert.Equal([photo, "-", photo], Files(result));
    }

    [Theory]
    [InlineData("--x.jpg")]
    [InlineData("--shrink=x.jpg")] // an option of this command
    public void Name_that_begins_with_dashes_is_read_behind_two(string name)
    {
        folder.Add(name);

        Assert.Equal([name], Files(Clothes.RunIn(folder.Path, "predict", "--format", "jsonl", "--", name)));
    }

    [Fact]
    public void One_bad_photo_is_an_error_line_and_does_not_lose_the_others()
    {
        var good = new[] { folder.Add("1.jpg"), folder.Add("5.jpg") };
        var cut = folder.Add("2.jpg", PhotoFolder.Photo()[..2000]);
        var text = folder.Add("3.jpg", "hello"u8.ToArray());
        var missing = Path.Combine(folder.Path, "4.jpg");

        var result = Clothes.Run("predict", good[0], cut, text, missing, good[1], "--format", "jsonl");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(good, Files(result));
        Assert.Equal(
            [
                $"clothes: {cut}: The photo ends before the picture does, as after a broken upload; send the whole file.",
                $"clothes: {text}: The photo's format is not supported: plain text cannot be read here; save the photo as an ordinary JPEG, PNG, WebP, GIF or BMP file, and send that.",
                $"clothes: {missing}: No such file.",
            ],
            result.Error.TrimEnd().Split('\n')
        );
    }

    /// <summary>Root may read everything, unless these rights are taken away.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/**/*.jpg")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void Folder_that_may_not_be_read_does_not_lose_the_others(string pattern)
    {
        Require.Linux();
        folder.Add("lost/1.jpg");
        folder.Add("ok/2.jpg");
        var lost = $"{folder.Path}/lost";
        System.IO.File.SetUnixFileMode(lost, UnixFileMode.None);
        const string Rights = "-dac_override,-dac_read_search";
        string[] setpriv = Environment.IsPrivilegedProcess
            ? [Require.Program("setpriv"), $"--bounding-set={Rights}", $"--inh-caps={Rights}"]
            : [];
        string[] arguments = ["predict", folder.Path + pattern, "--format", "csv", "--top", "1"];
        string[] command = [.. setpriv, "dotnet", Clothes.Program, .. arguments];

        var result = RunningProcess.Start(command[0], command[1..]).End();

        System.IO.File.SetUnixFileMode(lost, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(
            (1, $"clothes: {folder.Path}/lost: This folder may not be read.\n"),
            (result.ExitCode, result.Error)
        );
        Assert.Contains($"{folder.Path}/ok/2.jpg,1,", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_and_pattern_without_photos_are_errors()
    {
        var result = Clothes.Run("predict", folder.Path, $"{folder.Path}/*.jpg", "--format", "json");

        Assert.Equal((1, "[]"), (result.ExitCode, result.Output.Trim()));
        Assert.Contains("no photos in this folder", result.Error, StringComparison.Ordinal);
        Assert.Contains("no photo matches", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_photo_on_stdin_is_an_error_line()
    {
        var result = Clothes.RunWithInput([], "predict", "-");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("clothes: -: The photo has no bytes;", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_cannot_be_loaded_is_exit_code_3()
    {
        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--model", folder.Path);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            "clothes: The model cannot be loaded. model.json: file: found no such file",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(3, Clothes.Run("predict", "a.jpg", "--precision", "fp64").ExitCode);
    }

    [Fact]
    public void Precision_chooses_the_file()
    {
        var photo = folder.Add("a.jpg");

        using var json = JsonDocument.Parse(
            Clothes.Run("predict", photo, "--format", "jsonl", "--precision", "fp32").Output
        );

        Assert.Equal("fp32", json.RootElement.GetProperty("model").GetProperty("precision").GetString());
    }

    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public void Sample_photos_are_named_as_their_labels_and_recognised(string precision)
    {
        var result = Clothes.Run(
            "predict",
            SharedData.SamplePhotos,
            "--format",
            "csv",
            "--top",
            "1",
            "--precision",
            precision
        );

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var answers = result.Output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(10, answers.Length);
        Assert.All(answers, a => Assert.Equal(Path.GetFileNameWithoutExtension(a[0]), a[2]));
        Assert.All(answers, a => Assert.InRange(float.Parse(a[3], CultureInfo.InvariantCulture), 0.6f, 1));
    }

    [Fact]
    public void Help_tells_the_exit_codes()
    {
        var result = Clothes.Run("predict", "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Exit codes: 0 all was done", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, Clothes.Run("--help").Output.Split("Exit codes:").Length);
    }

    private static string[] Files(ProcessResult result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(File).ToArray();

    private static string File(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("file").GetString()!;
    }
}
