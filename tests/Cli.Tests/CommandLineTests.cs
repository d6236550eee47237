using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Tests;

/// <summary>What a wrong command line is answered with, whatever the command.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--shrink takes no value: leave the = and what follows it out.", "predict", "a.jpg", "--shrink=yes")]
    [InlineData("--top must be a whole number of at least 1, not '0'.", "predict", "a.jpg", "--top", "0")]
    [InlineData("--top must be a whole number of at least 1, not 'many'.", "predict", "a.jpg", "--top", "many")]
    [InlineData("--top must be a whole number of at least 1, not '1.0'.", "predict", "a.jpg", "--top=1.0")]
    [InlineData("--top must be a whole number of at least 1, not '1,000'.", "predict", "a.jpg", "--top", "1,000")]
    [InlineData("--min-score must be a number from 0 to 1, not '1.5'.", "predict", "a.jpg", "--min-score", "1.5")]
    [InlineData("--min-score must be a number from 0 to 1, not '0,1'.", "predict", "a.jpg", "--min-score", "0,1")]
    [InlineData("--min-score must be a number from 0 to 1, not '1e3'.", "predict", "a.jpg", "--min-score", "1e3")]
    [InlineData("--min-score must be a number from 0 to 1, not 'NaN'.", "predict", "a.jpg", "--min-score", "NaN")]
    [InlineData("--min-score must be a number from 0 to 1, not ' 0.1'.", "predict", "a.jpg", "--min-score", " 0.1")]
    [InlineData("--min-score must be a number from 0 to 1, not '+0.1'.", "predict", "a.jpg", "--min-score", "+0.1")]
    [InlineData("--min-score must be a number from 0 to 1, not '0x1'.", "predict", "a.jpg", "--min-score", "0x1")]
    [InlineData("--concurrency must be a whole number from 1 to 64, not '65'.", "predict", "--concurrency", "65")]
    [InlineData("--timeout must be a whole number from 1 to 3600, not '1s'.", "predict", "--timeout", "1s")]
    [InlineData("--retries must be a whole number from 0 to 20, not '-1'.", "predict", "--retries", "-1")]
    [InlineData("--port must be a whole number from 0 to 65535, not '65536'.", "serve", "--port", "65536")]
    [InlineData("--warm must be a whole number from 0 to 1000, not 'x'.", "serve", "--warm", "x")]
    [InlineData("--address must be an IP address such as 127.0.0.1 or 0.0.0.0, not 'x'.", "serve", "--address", "x")]
    [InlineData("--samples must be a folder, and 'nowhere' is not one.", "serve", "--samples", "nowhere")]
    [InlineData(
        "--format must be table, json, jsonl, csv or parquet, not 'xml'.",
        "predict",
        "a.jpg",
        "--format",
        "xml"
    )]
    [InlineData("--format must be table or json, not 'csv'.", "evaluate", "a", "--format", "csv")]
    [InlineData("There is no option --colour;", "predict", "a.jpg", "--colour")]
    [InlineData("Which photos?", "predict")]
    [InlineData("Required argument 'folder' missing for command: 'evaluate'.", "evaluate")]
    [InlineData("Unrecognized command or argument 'no'.", "inspect", "a", "--write-manifest=no")]
    [InlineData("An argument is empty;", "predict", "")]
    [InlineData("An argument is empty;", "inspect", "")]
    [InlineData("An argument is empty;", "evaluate", "a", "--model", "")]
    [InlineData("Required command was not provided.")]
    [InlineData("Unrecognized command or argument 'guess'.", "guess", "a.jpg")]
    public void Wrong_command_line_is_a_sentence_on_stderr(string sentence, params string[] arguments)
    {
        var result = Clothes.Run(arguments);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Output));
        Assert.Contains($"clothes: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.Split('\n').Length, 2, 5);
    }

    [Theory]
    [InlineData("@brand.jpg")]
    [InlineData("-h.jpg")]
    public void Photo_may_be_named_like_a_response_file_or_an_option(string name)
    {
        using var folder = new PhotoFolder();
        folder.Add(name);

        var result = Clothes.RunIn(folder.Path, "predict", name, "--format", "csv", "--top", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith(
            $"file,rank,label,score,confident,reason\n{name},1,",
            result.Output,
            StringComparison.Ordinal
        );
    }
}
