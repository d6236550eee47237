using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Feeding;
using ClothesClassification.LocalGateway;

namespace ClothesClassification.Cli.Tests.Batch.Feeding;

/// <summary>What the function is asked, how often, and when that is given up.</summary>
public sealed class BatchCallerTests
{
    private readonly List<JsonNode> events = [];
    private readonly Queue<FunctionAnswer> answers = new();
    private (int Answered, int Problems) total;

    [Fact]
    public async Task Event_has_the_keys_as_they_are_and_the_job()
    {
        answers.Enqueue(Reply("""{"answered":2,"problems":0,"left":[]}"""));

        await RunAsync("a b+ü.jpg", "😀&%2F.jpg");

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {"Items":[{"Key":"a b+ü.jpg"},{"Key":"😀&%2F.jpg"}],
                     "BatchInput":{"bucket":"photos","output":"s3://answers/out","job":"job-1","top":2}}
                    """
                ),
                Assert.Single(events)
            ),
            events[0].ToJsonString()
        );
    }

    [Fact]
    public async Task What_is_left_is_asked_for_again_until_nothing_is()
    {
        answers.Enqueue(Reply("""{"answered":1,"problems":0,"left":[{"Key":"b"},{"Key":"c"}]}"""));
        answers.Enqueue(Reply("""{"answered":0,"problems":1,"left":[{"Key":"c"}]}"""));
        answers.Enqueue(Reply("""{"answered":1,"problems":0,"left":[]}"""));

        await RunAsync("a", "b", "c");

        Assert.Equal(["a b c", "b c", "c"], events.Select(Keys));
        Assert.Equal((2, 1), total);
    }

    [Fact]
    public async Task Batch_of_which_nothing_gets_done_fails()
    {
        answers.Enqueue(Reply("""{"answered":0,"problems":0,"left":[{"Key":"a"}]}"""));

        var error = await Assert.ThrowsAsync<BatchFailedException>(() => RunAsync("a"));

        Assert.False(error.IsOfAll);
        Assert.Contains("too little time", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StorageUnavailable")]
    [InlineData("Runtime.ExitError")]
    [InlineData("Sandbox.Timedout")]
    [InlineData("")]
    public async Task What_may_pass_is_tried_seven_times(string errorType)
    {
        for (var i = 0; i < 6; i++)
            answers.Enqueue(Failure(errorType));
        answers.Enqueue(Reply("""{"answered":1,"problems":0,"left":[]}"""));
        await RunAsync("a");
        Assert.Equal(7, events.Count);

        for (var i = 0; i < 7; i++)
            answers.Enqueue(Failure(errorType));
        var error = await Assert.ThrowsAsync<BatchFailedException>(() => RunAsync("a"));
        Assert.Equal(("In its words.", false, 14), (error.Message, error.IsOfAll, events.Count));
    }

    [Theory]
    [InlineData("InvalidBatch")]
    [InlineData("StorageRefused")]
    [InlineData("Runtime.InvalidEntrypoint")]
    public async Task What_lasts_is_not_tried_again(string errorType)
    {
        answers.Enqueue(Failure(errorType));

        var error = await Assert.ThrowsAsync<BatchFailedException>(() => RunAsync("a"));

        Assert.Equal(("In its words.", true, 1), (error.Message, error.IsOfAll, events.Count));
    }

    [Theory]
    [InlineData("\"pong\"")]
    [InlineData("null")]
    public async Task Function_of_another_kind_is_found_out(string json)
    {
        answers.Enqueue(Reply(json));

        var error = await Assert.ThrowsAsync<BatchFailedException>(() => RunAsync("a"));

        Assert.True(error.IsOfAll);
        Assert.StartsWith("The function's answer is not that to a batch", error.Message, StringComparison.Ordinal);
    }

    private Task RunAsync(params string[] keys) =>
        new BatchCaller(
            new BatchJob(new S3Location("photos", ""), new S3Location("answers", "out/"), "job-1") { Top = 2 },
            (json, _) =>
            {
                events.Add(JsonNode.Parse(json.Span)!);
                return Task.FromResult(answers.Dequeue());
            },
            firstWait: TimeSpan.FromTicks(1)
        ).RunAsync(
            keys,
            (answered, problems) => total = (total.Answered + answered, total.Problems + problems),
            TestContext.Current.CancellationToken
        );

    private static string Keys(JsonNode batch) =>
        string.Join(' ', batch["Items"]!.AsArray().Select(item => $"{item!["Key"]}"));

    private static FunctionAnswer Reply(string json) => new(Encoding.UTF8.GetBytes(json));

    private static FunctionAnswer Failure(string errorType) =>
        Reply("{}") with
        {
            ErrorType = errorType,
            Error = "In its words.",
        };
}
