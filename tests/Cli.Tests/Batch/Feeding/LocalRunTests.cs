using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Feeding;
using ClothesClassification.Cli.Serving;
using ClothesClassification.Inference;
using ClothesClassification.LocalGateway;

namespace ClothesClassification.Cli.Tests.Batch.Feeding;

/// <summary>Which photos a run on this machine gives to the function, and when it stops.</summary>
public sealed class LocalRunTests : IAsyncLifetime
{
    private static readonly BatchJob Job = new(
        new S3Location(FakeAws.Bucket, "in/"),
        new S3Location(FakeAws.Bucket, "out"),
        "job-1"
    );

    private readonly ConcurrentQueue<string[]> batches = new();
    private FakeAws aws = null!;

    public async ValueTask InitializeAsync()
    {
        aws = await FakeAws.StartAsync();
        foreach (var name in new[] { "1", "2", "3", "4", "5", "6", "7" })
            aws.Put($"in/{name}");
        aws.Put("other/8");
    }

    public ValueTask DisposeAsync() => aws.DisposeAsync();

    [Fact]
    public async Task All_photos_below_the_prefix_are_done_in_batches()
    {
        var tally = await RunAsync(Answer);

        Assert.Equal(new LocalTally(7, 0, 7, 0, 0), tally);
        Assert.Equal(["in/1 in/2 in/3", "in/4 in/5 in/6", "in/7"], Batches());
    }

    [Fact]
    public async Task Folders_of_the_console_are_no_photos()
    {
        aws.Put("in/");
        aws.Put("in/3/");
        aws.Put("in/7/", "a photo whose key ends with a slash");

        var tally = await RunAsync(Answer);

        Assert.Equal(8, tally.Photos);
        Assert.Equal(["in/1 in/2 in/3", "in/4 in/5 in/6", "in/7 in/7/"], Batches());
    }

    /// <summary>S3 answers 403 for a Requester Pays bucket where the request does not say so.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Listing_the_photos_is_paid_for_where_that_is_wanted_and_the_answers_are_ones_own(bool pays)
    {
        await RunAsync(Answer, Job with { RequesterPays = pays });

        var paid = aws.Calls.ToLookup(
            call => call.Headers.GetValueOrDefault("x-amz-request-payer") == "requester",
            call => call.Request.Contains("prefix=in", StringComparison.Ordinal) ? "photos" : "answers"
        );
        Assert.Equal(pays ? ["photos"] : [], paid[true].Distinct());
        Assert.Equal(pays ? ["answers"] : ["photos", "answers"], paid[false].Distinct());
    }

    /// <summary>A batch that was cut short keeps its name: it is cut from all photos, and not from those that are left.</summary>
    [Fact]
    public async Task Photos_with_a_line_are_left_out_and_the_others_stay_in_their_batches()
    {
        aws.Put("out/job-1/parts/a.jsonl", Lines.Answer("in/1"), Lines.Problem("in/2"));
        aws.Put("out/job-1/parts/b.jsonl", Lines.Answer("in/7"));
        aws.Put("out/job-2/parts/c.jsonl", Lines.Answer("in/4"));

        var tally = await RunAsync(Answer);

        Assert.Equal(new LocalTally(7, 3, 4, 0, 0), tally);
        Assert.Equal(["in/3", "in/4 in/5 in/6"], Batches());
    }

    [Fact]
    public async Task Batch_that_fails_does_not_lose_the_others()
    {
        var tally = await RunAsync(keys => keys.Contains("in/4") ? Failure("Runtime.ExitError") : Answer(keys));

        Assert.Equal(new LocalTally(7, 0, 4, 0, 3), tally);
    }

    [Theory]
    [InlineData("Runtime.ExitError", 3 * 7)]
    [InlineData("StorageRefused", 1)]
    public async Task Run_stops_where_nothing_can_be_done(string errorType, int calls)
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => RunAsync(_ => Failure(errorType)));

        Assert.Equal("In its words. The rest was not tried.", error.Message);
        Assert.Equal(calls, batches.Count);
    }

    [Fact]
    public async Task Prefix_without_objects_is_an_error()
    {
        var error = await Assert.ThrowsAsync<AwsException>(() =>
            RunAsync(Answer, Job with { Photos = new S3Location(FakeAws.Bucket, "inn/") })
        );

        Assert.StartsWith("s3://answers/inn/: there are no objects", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The program with the published function, killed like a machine that loses power, and started again.</summary>
    [Fact]
    public async Task Run_that_is_killed_five_times_has_each_photo_once_in_the_end()
    {
        const int Photos = 2000;
        Require.Unix();
        Require.Folder(Path.Combine(SharedData.RepositoryRoot, "artifacts", Bootstrap.PublishedFolder));
        await using var s3 = await FakeAws.StartAsync(pageSize: 1000);
        byte[][] contents =
        [
            .. Enumerable.Range(1, 6).Select(seed => PhotoFolder.Photo(48, 64, seed)),
            PhotoFolder.Photo()[..2000],
            "no photo"u8.ToArray(),
        ];
        for (var i = 0; i < Photos; i++)
            s3.Put(Key(i), contents[i % contents.Length]);
        string[] command = ["submit", "s3://answers/in/", "--output", "s3://answers/out", "--local", "2", "--job", "j"];
        const string Parts = "out/j/parts/";

        for (var kill = 1; kill <= 5; kill++)
        {
            await using var process = RunningProcess.StartProject(
                "Cli",
                ["batch", .. command],
                SharedData.RepositoryRoot,
                s3.Environment.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))
            );
            var before = s3.Read(Parts).Count;
            await process.UntilAsync(() => s3.Read(Parts).Count > before);
            process.Signal("KILL");
            await process.EndAsync();
        }

        Assert.InRange(s3.Read(Parts).Count, 5, 19);
        var result = s3.Run(command);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("Photos +2,000: [0-9,]+ done before, [0-9,]+ answered, [0-9,]+ without", result.Output);
        var lines = s3.Read(Parts).SelectMany(part => part.TrimEnd('\n').Split('\n')).Select(l => JsonNode.Parse(l)!);
        var byKey = lines.ToLookup(line => $"{line["key"]}");
        Assert.All(Enumerable.Range(0, Photos), i => Assert.Single(byKey[Key(i)]));
        Assert.Equal(Photos, byKey.Count);
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var expected = contents[..6].Select(photo => classifier.Classify(photo)).ToArray();
        for (var i = 0; i < Photos; i++)
        {
            var line = byKey[Key(i)].Single();
            if (i % contents.Length < expected.Length)
                Assert.Equal(
                    expected[i % contents.Length].Predictions.Select(p => (p.Label, p.Score)),
                    line["predictions"]!.AsArray().Select(p => ($"{p!["label"]}", (float)p["score"]!))
                );
            else
                Assert.NotNull(line["error"]);
        }

        static string Key(int photo) => $"in/a b+ü/{photo:D4}.jpg";
    }

    private async Task<LocalTally> RunAsync(Func<string[], FunctionAnswer> answer, BatchJob? job = null)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config
            {
                ServiceURL = aws.Environment["AWS_ENDPOINT_URL"],
                AuthenticationRegion = "eu-central-1",
                ForcePathStyle = true,
            }
        );
        var caller = new BatchCaller(
            Job,
            (json, _) =>
            {
                var keys = JsonNode.Parse(json.Span)!["Items"]!.AsArray().Select(item => $"{item!["Key"]}").ToArray();
                batches.Enqueue(keys);
                return Task.FromResult(answer(keys));
            },
            firstWait: TimeSpan.FromTicks(1)
        );
        return await new LocalRun(s3, job ?? Job, caller).RunAsync(3, 1, TestContext.Current.CancellationToken);
    }

    private string[] Batches() => [.. batches.Select(keys => string.Join(' ', keys)).Order(StringComparer.Ordinal)];

    private static FunctionAnswer Answer(string[] keys) =>
        new(Encoding.UTF8.GetBytes($$"""{"answered":{{keys.Length}},"problems":0,"left":[]}"""));

    private static FunctionAnswer Failure(string errorType) =>
        new(default(ReadOnlyMemory<byte>)) { ErrorType = errorType, Error = "In its words." };
}
