using System.Diagnostics;
using System.Net;

namespace ClothesClassification.LocalGateway.Tests.Runtime;

/// <summary>Starting, ending and replacing processes of the function.</summary>
public sealed class FunctionProcessTests
{
    [Fact]
    public async Task The_first_request_starts_a_process_and_the_next_one_finds_it_warm()
    {
        await using var gateway = await Gateway.StartAsync();
        Assert.Empty(gateway.Server.FunctionProcesses);
        var first = await gateway.PostAsync("/test/open");
        var second = await gateway.PostAsync("/test/open");
        Assert.Equal(Gateway.Pid(first), Gateway.Pid(second));
        Assert.Equal("true", first.Headers.GetValues("x-function-cold").Single());
        Assert.Equal("false", second.Headers.GetValues("x-function-cold").Single());
        Assert.Equal([int.Parse(Gateway.Pid(first))], gateway.Server.FunctionProcesses);
    }

    [Fact]
    public async Task Requests_at_the_same_time_have_a_process_each_up_to_the_concurrency()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Concurrency = 2, Warm = 2 });
        Assert.Equal(2, gateway.Server.FunctionProcesses.Count);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => gateway.PostAsync("/test/open", "sleep:100"))
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(2, answers.Select(Gateway.Pid).Distinct().Count());
    }

    [Theory]
    [InlineData("crash", "exit status 7", "cannot find my model")]
    [InlineData("error", "Test.NoModel: There is no model.", null)]
    public async Task A_process_that_does_not_start_is_an_internal_server_error_and_the_log_says_why(
        string init,
        string reason,
        string? line
    )
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { FunctionEnvironment = Init(init) });
        var answer = await gateway.PostAsync("/test/open");
        Assert.Equal(502, (int)answer.StatusCode);
        Assert.Contains(gateway.Log, l => l.Contains(reason, StringComparison.Ordinal));
        if (line is not null)
            Assert.Contains(gateway.Log, l => l.Contains(line, StringComparison.Ordinal));
        Assert.Empty(gateway.Server.FunctionProcesses);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_an_internal_server_error_and_the_log_says_so()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Command = ["no-such-program"] });
        Assert.Equal(502, (int)(await gateway.PostAsync("/test/open")).StatusCode);
        Assert.Contains(gateway.Log, l => l.Contains("no-such-program", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starting_in_advance_fails_where_the_function_does()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Gateway.StartAsync(change: o => o with { FunctionEnvironment = Init("error"), Warm = 1 })
        );
        Assert.Contains("There is no model.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_takes_too_long_to_start_gets_a_second_try()
    {
        var mark = Path.Combine(Directory.CreateTempSubdirectory("init-").FullName, "started");
        await using var gateway = await Gateway.StartAsync(change: o =>
            o with
            {
                FunctionEnvironment = Init($"slow-once:{mark}"),
                InitTimeout = TimeSpan.FromSeconds(3),
            }
        );
        Assert.Equal(HttpStatusCode.OK, (await gateway.PostAsync("/test/open")).StatusCode);
        Assert.Contains(
            gateway.Log,
            l => l.Contains("did not ask for an event within 3.00 seconds", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_process_that_ended_after_its_answer_is_replaced_unseen()
    {
        await using var gateway = await Gateway.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            var answer = await gateway.PostAsync("/test/open", "exit-after");
            Assert.Equal("bye", await Gateway.TextOf(answer));
        }
    }

    [Fact]
    public async Task Stopping_answers_running_requests_and_leaves_no_process()
    {
        var gateway = await Gateway.StartAsync();
        await gateway.PostAsync("/test/open");
        var process = Process.GetProcessById(gateway.Server.FunctionProcesses.Single());
        var running = gateway.PostAsync("/test/open?n=7", "sleep:800");
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await gateway.Server.DisposeAsync();
        Assert.Contains("\"n\":\"7\"", await Gateway.TextOf(await running), StringComparison.Ordinal);
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        gateway.Client.Dispose();
    }

    private static Dictionary<string, string> Init(string value) => new() { ["TEST_INIT"] = value };
}
