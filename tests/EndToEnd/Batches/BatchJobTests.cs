using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.EndToEnd.Applied;
using ClothesClassification.EndToEnd.Deploying;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary>
/// A job of 200 photos, ten of them broken, from `terraform apply` to the lines in the bucket: the emulator's Step Functions and S3,
/// and the published function.
/// </summary>
[Collection(typeof(SharedBatch))]
[TestMethodOrderer(typeof(StepOrderer))]
public sealed class BatchJobTests(AppliedBatch batch, StoredPhotos photos) : IClassFixture<StoredPhotos>, IAsyncLifetime
{
    private const string States = "AWSStepFunctions.";

    public async ValueTask InitializeAsync()
    {
        await batch.StartAsync();
        await photos.StoreAsync(batch.Aws);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact, Step(1)]
    public async Task What_runs_here_is_what_is_deployed_but_for_what_the_emulator_does_not_know()
    {
        var machine = await batch.Aws.CallAsync(
            "states",
            $"{States}DescribeStateMachine",
            new { stateMachineArn = batch.StateMachine }
        );
        var running = JsonNode.Parse(machine.Text("definition")!)!;
        var deployed = await batch.PlannedAsync();

        Assert.Equal(
            EmulatedDefinition.Fields,
            EmulatedDefinition.Differences(deployed, running).Distinct().Order(StringComparer.Ordinal)
        );
        // A batch of one photo has the envelope that a batch of a hundred has.
        Assert.All(
            StateMachineTests.Maps(deployed).Zip(StateMachineTests.Maps(running)),
            maps =>
                Assert.True(
                    JsonNode.DeepEquals(
                        maps.First["ItemBatcher"]!["BatchInput"],
                        maps.Second["ItemSelector"]!["BatchInput"]
                    )
                )
        );
    }

    [Fact, Step(2)]
    public async Task Every_photo_has_one_line_although_the_function_is_killed_and_the_job_stopped()
    {
        var execution = await SubmitAsync(
            "first",
            new
            {
                prefix = StoredPhotos.Prefix,
                job = "job",
                top = 2,
            }
        );
        foreach (var parts in new[] { 20, 60, 100 })
        {
            await UntilAsync(async () => (await PartsAsync("job")).Count >= parts);
            foreach (var process in batch.FunctionProcesses)
                RunningProcess.Signal(process, "KILL");
        }

        await batch.Aws.CallAsync("states", $"{States}StopExecution", new { executionArn = execution });
        Assert.Equal("ABORTED", await EndAsync(execution));
        var before = await PartsAsync("job");
        Assert.InRange(before.Count, 100, StoredPhotos.Count - 1);

        // The emulator has no RedriveExecution: the same job is started again.
        Assert.Equal(
            "SUCCEEDED",
            await RunAsync(
                "second",
                new
                {
                    prefix = StoredPhotos.Prefix,
                    job = "job",
                    top = 2,
                }
            )
        );

        var after = await PartsAsync("job");
        Assert.All(before, part => Assert.Equal(part.Value, after[part.Key]));
        await AssertLinesAsync(after.Keys, photos.Keys);
    }

    [Fact, Step(3)]
    public async Task Nothing_is_done_twice()
    {
        var before = await PartsAsync("job");

        Assert.Equal(
            "SUCCEEDED",
            await RunAsync(
                "third",
                new
                {
                    prefix = StoredPhotos.Prefix,
                    job = "job",
                    top = 2,
                }
            )
        );

        Assert.Equal(StoredPhotos.Count, before.Count);
        Assert.Equal(before, await PartsAsync("job"));
    }

    [Fact, Step(3)]
    public async Task List_of_photos_is_done_as_a_job_that_is_named_by_its_execution()
    {
        string[] some = [.. photos.Keys.Where(key => !key.Contains('"')).Take(3)];
        var list = string.Join('\n', ["Key", .. some.Select(key => $"\"{key}\"")]);
        await batch.Aws.PutAsync(AppliedBatch.Answers, "batch/list.csv", System.Text.Encoding.UTF8.GetBytes(list));

        Assert.Equal(
            "SUCCEEDED",
            await RunAsync(
                "listed",
                new { list = new { bucket = AppliedBatch.Answers, key = "batch/list.csv" }, top = 2 }
            )
        );
        await AssertLinesAsync((await PartsAsync("listed")).Keys, some);
    }

    [Fact, Step(3)]
    public async Task Input_that_names_no_photos_fails_with_a_reason()
    {
        var execution = await SubmitAsync("nothing", new { job = "nothing" });

        Assert.StartsWith("FAILED NothingToRead ", await EndAsync(execution), StringComparison.Ordinal);
    }

    /// <summary>Each key has one line, and it says what the library says.</summary>
    private async Task AssertLinesAsync(IEnumerable<string> parts, IReadOnlyCollection<string> keys)
    {
        List<JsonElement> lines = [];
        foreach (var part in parts)
        {
            var text = await batch.Aws.ReadAsync(AppliedBatch.Answers, part);
            lines.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse));
        }

        Assert.Equal(
            keys.Order(StringComparer.Ordinal),
            lines.Select(line => line.Text("key")!).Order(StringComparer.Ordinal)
        );
        Assert.All(lines, line => Assert.Equal(photos.Expected(line.Text("key")!), Said(line)));
    }

    private static string Said(JsonElement line) =>
        line.Text("error.type") is { } problem
            ? problem
            : StoredPhotos.Summary(
                line.Elements("predictions").Select(p => (p.Text("label")!, p.Member("score").GetSingle()))
            );

    private static JsonElement Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    }

    private Task<IReadOnlyDictionary<string, string>> PartsAsync(string job) =>
        batch.Aws.ListAsync(AppliedBatch.Answers, $"batch/{job}/parts/");

    private async Task<string> RunAsync(string name, object input) => await EndAsync(await SubmitAsync(name, input));

    private async Task<string> SubmitAsync(string name, object input) =>
        (
            await batch.Aws.CallAsync(
                "states",
                $"{States}StartExecution",
                new
                {
                    stateMachineArn = batch.StateMachine,
                    name,
                    input = JsonSerializer.Serialize(input),
                }
            )
        ).Text("executionArn")!;

    /// <summary>What became of an execution, and why.</summary>
    private async Task<string> EndAsync(string execution)
    {
        JsonElement described = default;
        await UntilAsync(async () =>
        {
            described = await batch.Aws.CallAsync(
                "states",
                $"{States}DescribeExecution",
                new { executionArn = execution }
            );
            return described.Text("status") != "RUNNING";
        });
        return string.Join(
            ' ',
            new[] { "status", "error", "cause" }.Select(name => described.Text(name)).OfType<string>()
        );
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5), "The job takes too long.");
            await Task.Delay(100);
        }
    }
}
