using System.Text.Json.Nodes;

namespace ClothesClassification.Cli.Tests.Batch;

/// <summary>What a state machine is given, and what is refused before anything is started.</summary>
public sealed class SubmitCommandTests : IAsyncLifetime
{
    private const string Machine = "arn:aws:states:eu-central-1:123456789012:stateMachine:batch";
    private const string Execution = "arn:aws:states:eu-central-1:123456789012:execution:batch:job-1";
    private FakeAws aws = null!;

    public async ValueTask InitializeAsync()
    {
        aws = await FakeAws.StartAsync();
        aws.On("StartExecution", $$"""{"executionArn":"{{Execution}}","startDate":1.79E9}""");
    }

    public ValueTask DisposeAsync() => aws.DisposeAsync();

    [Fact]
    public void Execution_is_started_with_the_job_and_its_name()
    {
        string[] options = ["--top", "3", "--min-score", "0.5", "--features", "--job", "job-1"];
        var result = Submit("s3://photos/2026/a b+ü", ["--state-machine", Machine, .. options]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            $"""
            Execution  {Execution}
            Answers    s3://answers/out/job-1/

            clothes batch status {Execution} --watch
            clothes batch results 's3://answers/out/job-1/' --format csv --output answers.csv

            """,
            result.Output
        );
        var call = Assert.Single(aws.Calls);
        var sent = JsonNode.Parse(call.Body)!;
        Assert.Equal((Machine, "job-1"), ($"{sent["stateMachineArn"]}", $"{sent["name"]}"));
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {"bucket":"photos","prefix":"2026/a b+ü","output":"s3://answers/out","job":"job-1",
                     "top":3,"minScore":0.5,"features":true}
                    """
                ),
                JsonNode.Parse($"{sent["input"]}")
            ),
            $"{sent["input"]}"
        );
        Assert.Equal("AWSStepFunctions.StartExecution", call.Headers["X-Amz-Target"]);
        Assert.Equal("token", call.Headers["X-Amz-Security-Token"]);
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/states/aws4_request, SignedHeaders=[a-z0-9;-]*x-amz-target[a-z0-9;-]*, Signature=[0-9a-f]{64}$",
            call.Headers["Authorization"]
        );
    }

    [Fact]
    public void Job_without_options_has_a_time_for_a_name_and_leaves_the_rest_to_the_state_machine()
    {
        var result = Submit("s3://photos", "--state-machine", Machine);

        Assert.Equal(0, result.ExitCode);
        var sent = JsonNode.Parse(Assert.Single(aws.Calls).Body)!;
        Assert.Matches("^20[0-9]{6}-[0-9]{6}$", $"{sent["name"]}");
        Assert.Equal(
            ["bucket", "output", "job", "prefix"],
            JsonNode.Parse($"{sent["input"]}")!.AsObject().Select(member => member.Key)
        );
    }

    [Fact]
    public void Job_is_started_again_under_another_name_of_the_execution()
    {
        var result = Submit("s3://photos", "--state-machine", Machine, "--job", new string('j', 80), "--again");

        Assert.Equal(0, result.ExitCode);
        var sent = JsonNode.Parse(Assert.Single(aws.Calls).Body)!;
        Assert.Matches("^j{64}-20[0-9]{6}-[0-9]{6}$", $"{sent["name"]}");
        Assert.Equal(new string('j', 80), $"{JsonNode.Parse($"{sent["input"]}")!["job"]}");
    }

    [Fact]
    public void Job_that_was_done_is_not_started_again()
    {
        aws.On("StartExecution", _ => (400, """{"__type":"ExecutionAlreadyExists","message":"x"}"""));

        var result = Submit("s3://photos", "--state-machine", Machine, "--job", "job-1");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            $"clothes: {Machine}: a job of this name has run; choose another --job, or start it once more with --again.\n",
            result.Error
        );
    }

    [Theory]
    [InlineData("Who shall do it? Give --state-machine ARN, or --local N", "s3://photos")]
    [InlineData("Who shall do it?", "s3://photos", "--state-machine", Machine, "--local", "2")]
    [InlineData("--local must be a whole number from 1 to 1000, not '0'.", "s3://photos", "--local", "0")]
    [InlineData(
        "The photos must be s3://BUCKET/PREFIX, not 'photos'. For photos in a folder: clothes predict",
        "photos",
        "--local",
        "2"
    )]
    [InlineData(
        "The photos must be s3://BUCKET/PREFIX, not 'file:///photos'. For photos in a folder:",
        "file:///photos",
        "--local",
        "2"
    )]
    [InlineData("The photos must be s3://BUCKET/PREFIX, not 's3:///key'.", "s3:///key", "--local", "2")]
    [InlineData(
        "--batch-size needs --local: a state machine has its own",
        "s3://photos",
        "--state-machine",
        Machine,
        "--batch-size",
        "100"
    )]
    [InlineData(
        "--bootstrap needs --local: a state machine has its own",
        "s3://photos",
        "--state-machine",
        Machine,
        "--bootstrap",
        "x"
    )]
    [InlineData(
        "--requester-pays needs --local: a state machine cannot list a Requester Pays bucket. Start its execution with a list",
        "s3://photos",
        "--state-machine",
        Machine,
        "--requester-pays"
    )]
    [InlineData(
        "--again needs --state-machine: with --local the same command goes on",
        "s3://photos",
        "--local",
        "2",
        "--again"
    )]
    [InlineData("'job' is no ARN of Step Functions;", "s3://photos", "--state-machine", "job")]
    [InlineData("--job must have 1 to 80 letters,", "s3://photos", "--local", "2", "--job", "a/b")]
    public void What_cannot_be_submitted_is_a_sentence(string sentence, string photos, params string[] options)
    {
        var result = Submit(photos, options);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"clothes: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    [Theory]
    [InlineData("s3://answers", "s3://answers/out", "j")]
    [InlineData("s3://answers/out/", "s3://answers/out", "j")]
    [InlineData("s3://answers/2026/", "s3://answers", "2026")]
    [InlineData("s3://answers/2026/p", "s3://answers", "2026")]
    // The job's name is the time.
    [InlineData("s3://answers/20", "s3://answers", null)]
    public void Answers_among_the_photos_are_refused(string photos, string output, string? job)
    {
        string[] name = job is null ? [] : ["--job", job];
        var result = aws.Run(["submit", photos, "--output", output, "--state-machine", Machine, .. name]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches(
            $@"^clothes: {output}/{job ?? "20[0-9]{6}-[0-9]{6}"}/parts/ is among the photos of {photos}.*: the answers would be taken",
            result.Error
        );
        Assert.Empty(aws.Calls);
    }

    [Fact]
    public void Answers_beside_the_photos_are_not_among_them()
    {
        var result = aws.Run("submit", "s3://answers/2026/", "--output", "s3://answers", "--state-machine", Machine);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Function_that_does_not_start_is_a_sentence()
    {
        var result = Submit("s3://photos", "--local", "1", "--bootstrap", "./nothing-here");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("clothes: The function does not start. Runtime.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_a_command_below_batch_is_named_in_full()
    {
        var result = aws.Run("submit", "s3://photos");

        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith("clothes: See clothes batch submit --help.\n", result.Error, StringComparison.Ordinal);
    }

    private ProcessResult Submit(string photos, params string[] options) =>
        aws.Run(["submit", photos, "--output", "s3://answers/out", .. options]);
}
