using System.Text.Json;

namespace ClothesClassification.Cli.Tests.Batch;

/// <summary>What a person is told of a job that runs, has ended, or is not there.</summary>
public sealed class StatusCommandTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:states:eu-central-1:123456789012:execution:batch:job-1";
    private FakeAws aws = null!;

    public async ValueTask InitializeAsync()
    {
        aws = await FakeAws.StartAsync();
        aws.On("ListMapRuns", """{"mapRuns":[{"mapRunArn":"arn:map"}]}""");
        aws.On("DescribeMapRun", MapRun(pending: 400, succeeded: 500, failed: 100));
    }

    public ValueTask DisposeAsync() => aws.DisposeAsync();

    [Fact]
    public void Running_job_shows_counts_rate_cost_and_where_the_results_are()
    {
        var start = TimeProvider.System.GetUtcNow().AddSeconds(-300).ToUnixTimeMilliseconds() / 1000.0;
        aws.On(
            "DescribeExecution",
            Execution("RUNNING", start, input: """{"bucket":"in","prefix":"","output":"s3://out/p","job":"job-1"}""")
        );

        var result = aws.Run("status", Arn);

        Assert.Equal("", result.Error);
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Matches("^Status +RUNNING, 5 min [0-9]+ s since 20[0-9-]+ [0-9:]+ UTC$", lines[0]);
        Assert.Equal("Photos   600 of 1,000 (60.0 %)", lines[1]);
        Assert.Equal("Failed   100 photos in 1 of 10 batches", lines[2]);
        Assert.Matches(@"^Rate     [12]\.[0-9] photos a second, 3 min [0-9]+ s left$", lines[3]);
        // JobCostTests has the arithmetic.
        Assert.Matches(@"^Cost     at most \$0\.04[0-9]{2} so far, with 1,769 MB$", lines[4]);
        Assert.Equal("Results  clothes batch results s3://out/p/job-1 --format csv --output answers.csv", lines[5]);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Job_that_has_not_listed_its_photos_says_so()
    {
        aws.On("DescribeExecution", Execution("RUNNING", 1_790_000_000));
        aws.On("ListMapRuns", """{"mapRuns":[]}""");

        var result = aws.Run("status", Arn);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("Photos   not listed yet\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_job_shows_its_error()
    {
        aws.On(
            "DescribeExecution",
            Execution(
                "FAILED",
                1_790_000_000,
                more: ""","stopDate":1790000090.5,"error":"States.Oops","cause":"Too\nmany failed.""" + "\""
            )
        );

        var result = aws.Run("status", Arn);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Status   FAILED, 1 min 30 s since 2026-09-21 ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nError    States.Oops: Too many failed.\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            $"again by: aws stepfunctions redrive-execution --execution-arn {Arn}\n",
            result.Output,
            StringComparison.Ordinal
        );
    }

    /// <summary>AWS refuses to redrive what has succeeded: ExecutionNotRedrivable.</summary>
    [Theory]
    [InlineData("""{"output":"s3://out/p","job":"j"}""", "clothes batch submit ... --job j --again")]
    [InlineData("{}", "clothes batch submit ... --again")]
    public void Job_that_succeeded_with_failed_batches_is_to_be_submitted_again(string input, string command)
    {
        aws.On("DescribeExecution", Execution("SUCCEEDED", 1_790_000_000, input, ",\"stopDate\":1790000100"));

        var result = aws.Run("status", Arn);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.EndsWith($"again by: {command}\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("redrive", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Watching_ends_with_the_job_and_outlives_throttling()
    {
        var looks = 0;
        aws.On(
            "DescribeExecution",
            _ =>
                Interlocked.Increment(ref looks) switch
                {
                    2 => (400, """{"__type":"com.amazonaws.states#ThrottlingException","message":"Rate exceeded"}"""),
                    < 4 => (200, Execution("RUNNING", 1_790_000_000)),
                    _ => (200, Execution("SUCCEEDED", 1_790_000_000, more: ",\"stopDate\":1790000100")),
                }
        );
        aws.On("DescribeMapRun", MapRun(pending: 0, succeeded: 1000, failed: 0));

        var result = aws.Run("status", Arn, "--watch", "--interval", "1", "--memory", "2048");

        Assert.Equal((0, "", 4), (result.ExitCode, result.Error, looks));
        Assert.StartsWith("Status   SUCCEEDED, 1 min 40 s since", result.Output, StringComparison.Ordinal);
        Assert.Contains("Rate     10.0 photos a second\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_stops_watching_and_not_the_job()
    {
        Require.Unix();
        aws.On("DescribeExecution", Execution("RUNNING", 1_790_000_000));
        await using var process = RunningProcess.StartProject(
            "Cli",
            ["batch", "status", Arn, "--watch"],
            environment: aws.Environment.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))
        );
        // The first look is without --watch.
        await process.UntilAsync(() => aws.Calls.Count >= 6);

        process.Interrupt();

        var result = await process.EndAsync();
        Assert.Equal((130, ""), (result.ExitCode, result.Output));
        Assert.Equal("clothes: the job goes on; aws stepfunctions stop-execution ends it\n", result.Error);
        Assert.DoesNotContain(aws.Calls, c => c.Headers["X-Amz-Target"].Contains("Stop"));
    }

    [Theory]
    [InlineData(
        "ExecutionDoesNotExist",
        "arn:aws:states:eu-central-1:123456789012:execution:batch:job-1: there is no such execution"
    )]
    [InlineData("UnrecognizedClientException", "The AWS credentials are not accepted (UnrecognizedClientException).")]
    [InlineData("ExpiredTokenException", "The AWS credentials have expired;")]
    [InlineData(
        "AccessDeniedException",
        "arn:aws:states:eu-central-1:123456789012:execution:batch:job-1: access is denied. In its words."
    )]
    [InlineData(
        "Something",
        "arn:aws:states:eu-central-1:123456789012:execution:batch:job-1: Something: In its words."
    )]
    public void Error_of_Step_Functions_is_a_sentence(string type, string sentence)
    {
        aws.On("DescribeExecution", _ => (400, $$"""{"__type":"{{type}}","Message":"In its words."}"""));

        var result = aws.Run("status", Arn);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"clothes: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("job-1")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:f")]
    public void What_is_no_execution_is_refused_without_a_call(string arn)
    {
        var result = aws.Run("status", arn);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"clothes: '{arn}' is no ARN of Step Functions;", result.Error, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    private static string Execution(string status, double start, string input = "{}", string more = "") =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $$"""{"executionArn":"{{Arn}}","status":"{{status}}","startDate":{{start:F3}},"input":{{JsonSerializer.Serialize(input)}}{{more}}}"""
        );

    private static string MapRun(int pending, int succeeded, int failed) =>
        $$"""
            {"mapRunArn":"arn:map","maxConcurrency":5,"status":"RUNNING",
             "itemCounts":{{Counts(pending, succeeded, failed)}},"executionCounts":{{Counts(
                pending / 100,
                succeeded / 100,
                failed / 100
            )}}}
            """;

    private static string Counts(int pending, int succeeded, int failed) =>
        $$"""{"pending":{{pending}},"running":0,"succeeded":{{succeeded}},"failed":{{failed}},"timedOut":0,"aborted":0,"total":{{pending + succeeded + failed}},"resultsWritten":0}""";
}
