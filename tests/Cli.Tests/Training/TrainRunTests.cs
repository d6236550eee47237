using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Cli.Tests.Training;

/// <summary>What nothing can be trained on, and trainings that do not end.</summary>
public sealed class TrainRunTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Photos_without_subfolders_are_not_labelled()
    {
        folder.Add("photos/1.jpg");
        folder.Add("photos/2.jpg");

        Refused("no photos; put each into a subfolder named after its label");
    }

    [Fact]
    public void One_label_is_no_choice()
    {
        folder.Add("photos/cat/1.jpg");
        folder.Add("photos/cat/2.jpg", PhotoFolder.Photo(seed: 2));
        Directory.CreateDirectory(Path.Combine(folder.Path, "photos", "dog"));

        Refused("at least two labels");
    }

    [Fact]
    public void One_photo_is_no_choice()
    {
        folder.Add("photos/cat/1.jpg");

        Refused("at least two labels");
    }

    [Fact]
    public void Labels_whose_photos_cannot_be_read_do_not_count()
    {
        folder.Add("photos/cat/1.jpg");
        folder.Add("photos/dog/1.jpg", [1, 2, 3]);
        folder.Add("photos/owl/1.jpg", []);

        var error = Refused("at least two labels");

        Assert.Contains("1.jpg: The photo", error, StringComparison.Ordinal);
        Assert.Contains("1.jpg: The file is empty", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_files_are_empty_each_is_named()
    {
        folder.Add("photos/cat/1.jpg", []);
        folder.Add("photos/dog/1.jpg", []);

        var error = Refused("There are no photos that can be used; at least two labels need one.");

        Assert.Equal(2, error.Split("1.jpg: The file is empty").Length - 1);
    }

    [Fact]
    public void A_label_whose_files_are_all_empty_is_not_in_the_model()
    {
        DrawnPhotos.AddTo(folder, "photos", 1);
        folder.Add("photos/owl/1.jpg", []);
        folder.Add("photos/owl/2.jpg", []);

        var result = Train();

        Assert.Equal(1, result.ExitCode);
        Assert.Single(
            result.Error.Split('\n'),
            "clothes: owl: no photo can be used, so the model does not have this label."
        );
    }

    [Fact]
    public void A_subfolder_whose_name_is_blank_is_not_a_label()
    {
        folder.Add("photos/cat/1.jpg");
        folder.Add("photos/ /1.jpg", PhotoFolder.Photo(seed: 2));

        Refused("the label is empty");
    }

    [Fact]
    public void One_photo_a_label_gives_a_model_that_is_not_measured()
    {
        DrawnPhotos.AddTo(folder, "photos", 1);

        var result = Train("--report", "report");

        Assert.DoesNotContain(
            "latency",
            File.ReadAllText(Path.Combine(folder.Path, "report", "report.json")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cross-validation in 3 parts",
            File.ReadAllText(Path.Combine(folder.Path, "report", "report.html")),
            StringComparison.Ordinal
        );
        Assert.Equal(0, result.ExitCode);
        // It runs in another folder.
        Assert.Contains(
            $"./build.sh package --model={Path.Combine(folder.Path, "model")}\n",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("accuracy, int8", result.Output, StringComparison.Ordinal);
        Assert.Contains("not measured", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, Clothes.RunIn(folder.Path, "predict", "photos", "--model", "model").ExitCode);
    }

    [Fact]
    public void A_base_without_features_is_refused()
    {
        DrawnPhotos.AddTo(folder, "photos", 1);
        using var plain = new TestModelFolder(new TinyOnnx());

        var result = Train("--base", plain.Folder);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("outputs.features", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "model")));
    }

    [Theory]
    [InlineData("--folds", "1", "--folds must be a whole number from 2 to 20, not '1'.")]
    [InlineData("--seed", "-1", "--seed must be a whole number of at least 0, not '-1'.")]
    [InlineData("--groups", "none.csv", "none.csv: ")]
    [InlineData("--cache", "photos/cat/1.jpg", "photos/cat/1.jpg: the features of photos cannot be written there")]
    [InlineData("--cache", "model/cache", "model/cache: it must be outside of the model's folder")]
    [InlineData("--report", "model", "model: it must be outside of the model's folder")]
    [InlineData("--report", "model/report", "model/report: it must be outside of the model's folder")]
    [InlineData("--report", "photos/cat/1.jpg", "photos/cat/1.jpg: the report cannot be written there")]
    public void What_an_option_says_has_to_be_possible(string option, string value, string message)
    {
        folder.Add("photos/cat/1.jpg");

        Refused(message, option, value);
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_named()
    {
        DrawnPhotos.AddTo(folder, "photos", 1);
        folder.Add("file");

        var result = Clothes.RunIn(folder.Path, "train", "photos", "--output", "file/model", "--no-cache");

        Assert.InRange(result.ExitCode, 1, 2);
        Assert.Contains("file/model", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_it_leaves_nothing()
    {
        Require.Linux();
        DrawnPhotos.AddTo(folder, "photos", 40);
        var running = Clothes.StartIn(folder.Path, "train", "photos", "--output", "model", "--cache", "cache");
        Assert.True(
            SpinWait.SpinUntil(() => Directory.Exists(Path.Combine(folder.Path, "cache")), TimeSpan.FromMinutes(1))
        );

        running.Signal("INT");

        var result = running.End();
        Assert.Equal((130, ""), (result.ExitCode, result.Output));
        Assert.Equal(["cache", "photos"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    private string Refused(string message, params string[] options)
    {
        var result = Train(options);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "model")));
        return result.Error;
    }

    private ProcessResult Train(params string[] options) =>
        Clothes.RunIn(
            folder.Path,
            [
                "train",
                "photos",
                "--output",
                "model",
                .. options,
                .. options.Contains("--cache") ? [] : new[] { "--no-cache" },
            ]
        );
}
