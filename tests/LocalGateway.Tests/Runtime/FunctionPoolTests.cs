using System.Collections.Concurrent;
using System.Net;

namespace ClothesClassification.LocalGateway.Tests.Runtime;

/// <summary>Many callers at once: nobody gets another one's answer, whatever happens to the processes.</summary>
public sealed class FunctionPoolTests
{
    private const int Clients = 50;
    private const int Kills = 10;

    [Fact]
    public async Task Fifty_clients_get_each_their_own_answers()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Concurrency = 4 });
        var answers = await RunAsync(gateway, 200, CancellationToken.None);
        Assert.Equal(Clients * 200, answers.Count);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a));
    }

    /// <summary>More than may wait, and more than were accepted at once: the others are told when to come again.</summary>
    [Fact]
    public async Task Of_1300_connections_each_gets_an_answer()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Warm = 1 });

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 1300).Select(_ => gateway.PostAsync("/test/open", "sleep:1"))
        );

        Assert.True(responses.Count(r => r.StatusCode == HttpStatusCode.OK) >= 1000);
        Assert.All(responses.Where(r => r.StatusCode != HttpStatusCode.OK), AssertTryAgain);
    }

    /// <summary>Memory is kept for bodies; a request that has none takes none of it.</summary>
    [Fact]
    public async Task A_hundred_requests_without_a_body_all_wait_for_a_process()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Warm = 1 });
        var first = gateway.PostAsync("/test/open", "sleep:1000");

        var responses = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(_ => gateway.Client.GetAsync("/test/open", TestContext.Current.CancellationToken))
        );

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    /// <summary>The time that it waited counts into the integration timeout.</summary>
    [Fact]
    public async Task An_invocation_that_waited_in_vain_may_be_tried_again()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Warm = 1 });
        var first = gateway.PostAsync("/test/open", "sleep:3000");
        HttpResponseMessage second;
        // Until the first one has the process.
        do second = await gateway.PostAsync("/test/quick");
        while (second.StatusCode == HttpStatusCode.OK);

        AssertTryAgain(second);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    private static void AssertTryAgain(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    /// <summary>An invocation that a process has begun fails with it, as in Lambda; it is not run a second time.</summary>
    [Fact]
    public async Task Callers_of_killed_processes_get_502_and_all_others_their_own_answers()
    {
        Require.Unix();
        await using var gateway = await Gateway.StartAsync(change: o => o with { Concurrency = 4 });
        using var stop = new CancellationTokenSource();
        // Every process is in the middle of an invocation nearly all the time, so that a kill hits one.
        var answers = new ConcurrentBag<HttpStatusCode>();
        var load = RunAsync(gateway, int.MaxValue, stop.Token, "sleep:100", answers);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = answers.Count;
            int[] victims;
            while ((victims = [.. gateway.Server.FunctionProcesses]).Length < 2 || answers.Count < before + 15)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            // The oldest one: a new one may still be starting.
            RunningProcess.Signal(victims.Min(), "KILL");
        }

        await stop.CancelAsync();
        await load;
        Assert.All(answers, a => Assert.True(a is HttpStatusCode.OK or HttpStatusCode.BadGateway, $"{a}"));
        // A process has one caller at a time; one that was killed between two invocations has none.
        var failed = answers.Count(a => a == HttpStatusCode.BadGateway);
        Assert.InRange(failed, Kills / 2, Kills);
        Assert.Equal(
            failed,
            gateway.Log.Count(l => l.Contains("502 by the gateway: Runtime.ExitError", StringComparison.Ordinal))
        );
        Assert.True(answers.Count(a => a == HttpStatusCode.OK) > 10 * Kills);
        var after = await RunAsync(gateway, 4, CancellationToken.None);
        Assert.All(after, a => Assert.Equal(HttpStatusCode.OK, a));
    }

    /// <summary>Each client sends numbers of its own, and must find them in the event that comes back.</summary>
    private static async Task<ConcurrentBag<HttpStatusCode>> RunAsync(
        Gateway gateway,
        int requests,
        CancellationToken stop,
        string? command = null,
        ConcurrentBag<HttpStatusCode>? statuses = null
    )
    {
        statuses ??= [];
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async client =>
                {
                    for (var i = 0; i < requests && !stop.IsCancellationRequested; i++)
                    {
                        using var answer = await gateway.PostAsync($"/test/open?own={client}-{i}", command);
                        statuses.Add(answer.StatusCode);
                        var text = await Gateway.TextOf(answer);
                        if (answer.StatusCode == HttpStatusCode.OK)
                            Assert.Contains(
                                $"\"queryStringParameters\":{{\"own\":\"{client}-{i}\"}}",
                                text,
                                StringComparison.Ordinal
                            );
                        else
                            Assert.Equal("""{"message": "Internal server error"}""", text);
                    }
                })
        );
        return statuses;
    }
}
