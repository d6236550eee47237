using ClothesClassification.Cli.Tests.Answers;

namespace ClothesClassification.Cli.Tests.Batch;

/// <summary>Results in the order of the keys, each photo once, whatever the order of the parts.</summary>
public sealed class ResultsCommandTests : IAsyncLifetime, IDisposable
{
    // In the order of their UTF-8 bytes, as S3 lists: the last two have the other order in UTF-16.
    private static readonly string[] Keys = ["a b+ü.jpg", "a/1.jpg", "b.jpg", "c.jpg", "\uffee.jpg", "😀.jpg"];
    private const string Job = $"s3://{FakeAws.Bucket}/out/job-1";
    private readonly PhotoFolder folder = new();
    private FakeAws aws = null!;

    public async ValueTask InitializeAsync()
    {
        aws = await FakeAws.StartAsync();
        aws.Put("out/job-1/parts/1.jsonl", Lines.Answer(Keys[3]), Lines.Answer(Keys[5]));
        aws.Put("out/job-1/parts/2.jsonl", Lines.Answer(Keys[0], "hat", confident: false), Lines.Problem(Keys[2]));
        // Written later than the first part, and with one photo of it.
        aws.Put(
            "out/job-1/parts/3.jsonl",
            Lines.Answer(Keys[1]),
            Lines.Answer(Keys[3], "shoes"),
            Lines.Answer(Keys[4])
        );
        aws.Put("out/job-1/parts/notes.txt", "not a part");
        aws.Put("out/job-10/parts/4.jsonl", Lines.Answer("of another job.jpg"));
    }

    public ValueTask DisposeAsync() => aws.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Summary_counts_labels_and_problems()
    {
        var result = aws.Run("results", Job);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        var rows = result
            .Output.Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            [
                "label photos share not confident",
                "dress 3 50.0 % 0",
                "hat 1 16.7 % 1",
                "shoes 1 16.7 % 0",
                "no answer: Corrupt photo 1 16.7 %",
                "all 6 1",
            ],
            rows.Where(r => r.Length > 1).Select(r => string.Join(' ', r))
        );
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    public void Json_lines_are_those_of_the_parts_in_order(string end)
    {
        var result = aws.Run("results", Job + end, "--format", "jsonl");

        string[] expected =
        [
            Lines.Answer(Keys[0], "hat", confident: false),
            Lines.Answer(Keys[1]),
            Lines.Problem(Keys[2]),
            Lines.Answer(Keys[3], "shoes"),
            Lines.Answer(Keys[4]),
            Lines.Answer(Keys[5]),
        ];
        Assert.Equal(string.Join("\n", expected) + "\n", result.Output);
        Assert.Contains("no answer: Corrupt photo", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_and_table_have_the_answers_and_stderr_the_photos_without()
    {
        var csv = aws.Run("results", Job, "--format", "csv");
        var table = aws.Run("results", Job, "--format", "table");

        var files = Keys.Where(key => key != Keys[2]).Select(key => $"s3://photos/{key}").ToArray();
        var rows = csv.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("file,rank,label,score,confident,reason", rows[0]);
        Assert.Equal(files, rows.Where(r => r.Contains(",1,")).Select(r => r.Split(',')[0]));
        Assert.Equal($"{files[0]},1,hat,0.75,false,", rows[1]);
        Assert.Equal(files, table.Output.Split('\n').Where(l => l.StartsWith("s3:", StringComparison.Ordinal)));
        foreach (var result in new[] { csv, table })
        {
            Assert.Equal(1, result.ExitCode);
            Assert.Contains(
                $"clothes: s3://photos/{Keys[2]}: The photo's data cannot be decoded.\n",
                result.Error,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Parquet_file_has_a_row_for_each_answer_in_order()
    {
        var file = folder.Add("answers.parquet", [1, 2, 3]);

        var result = aws.Run("results", Job, "--format", "parquet", "--output", file);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("dress", result.Output, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
        var columns = await ParquetAnswerWriterTests.Read(file);
        Assert.Equal(Keys.Where(key => key != Keys[2]).Select(key => $"s3://photos/{key}"), columns["file"]);
        Assert.Equal(["hat", "dress", "shoes", "dress", "dress"], columns["label"]);
    }

    [Fact]
    public void Output_that_was_there_stays_where_a_part_is_damaged()
    {
        aws.Put("out/job-1/parts/5.jsonl", Lines.Answer("z.jpg"), "{\"file\":\"cut");
        var file = folder.Add("answers.csv", "as it was"u8.ToArray());

        var result = aws.Run("results", Job, "--format", "csv", "--output", file);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            $"clothes: s3://{FakeAws.Bucket}/out/job-1/parts/5.jsonl: line 2 is not what a batch writes; delete this file, and run the job again.\n",
            result.Error
        );
        Assert.Equal("as it was", File.ReadAllText(file));
    }

    [Theory]
    [InlineData(3, "s3://answers/out/job-2", "s3://answers/out/job-2: there are no answers.")]
    [InlineData(3, "s3://other/out", "s3://other/out/parts/: there is no such bucket.")]
    [InlineData(3, "s3://private/out", "s3://private/out/parts/: access is denied.")]
    [InlineData(2, "answers/out", "The job must be s3://BUCKET/PREFIX, not 'answers/out'.")]
    [InlineData(2, "s3://answers/out", "--output needs a --format: jsonl, csv, parquet or table.", "--output", "a")]
    public void What_cannot_be_gathered_is_a_sentence(int exitCode, string job, string sentence, params string[] more)
    {
        var result = aws.Run(["results", job, .. more]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"clothes: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", "No AWS credentials were found.")]
    [InlineData("AWS_REGION", "No AWS region is set: set AWS_REGION, or a region in the profile.")]
    public void Missing_configuration_is_a_sentence(string variable, string sentence)
    {
        var environment = aws.Environment;
        environment[variable] = "";
        // An address stands in for a region.
        if (variable == "AWS_REGION")
            environment["AWS_ENDPOINT_URL"] = "";

        var result = Clothes.RunWith(environment, "batch", "results", Job);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"clothes: {sentence}", result.Error, StringComparison.Ordinal);
    }
}
