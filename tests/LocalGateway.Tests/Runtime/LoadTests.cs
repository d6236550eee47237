using System.Collections.Concurrent;
using System.Net;

namespace ClothesClassification.LocalGateway.Tests.Runtime;

/// <summary>Many callers at once: nobody gets another one's answer, whatever happens to the processes.</summary>
public sealed class LoadTests
{
    private const int Clients = 50;

    [Fact]
    public async Task Fifty_clients_get_each_their_own_answers()
    {
        await using var gateway = await Gateway.StartAsync(change: o => o with { Concurrency = 4 });
        var answers = await RunAsync(gateway, 200, CancellationToken.None);
        Assert.Equal(Clients * 200, answers.Count);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a));
    }

    [Fact]
    public async Task Callers_of_killed_processes_get_502_and_all_others_their_own_answers()
    {
        Tools.RequireUnix();
        await using var gateway = await Gateway.StartAsync(change: o => o with { Concurrency = 4 });
        using var stop = new CancellationTokenSource();
        var load = RunAsync(gateway, int.MaxValue, stop.Token);
        for (var kill = 0; kill < 10; kill++)
        {
            await Task.Delay(150, TestContext.Current.CancellationToken);
            int[] victims;
            while ((victims = [.. gateway.Server.FunctionProcesses]).Length < 2)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.Equal(0, (await Tools.RunAsync("kill", "-9", $"{victims[kill % victims.Length]}")).ExitCode);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        var answers = await load;
        Assert.All(answers, a => Assert.True(a is HttpStatusCode.OK or HttpStatusCode.BadGateway, $"{a}"));
        // A killed process had one caller at most.
        Assert.InRange(answers.Count(a => a == HttpStatusCode.BadGateway), 0, 10);
        Assert.True(answers.Count(a => a == HttpStatusCode.OK) > 100);
        var after = await RunAsync(gateway, 4, CancellationToken.None);
        Assert.All(after, a => Assert.Equal(HttpStatusCode.OK, a));
    }

    /// <summary>Each client sends numbers of its own, and must find them in the event that comes back.</summary>
    private static async Task<ConcurrentBag<HttpStatusCode>> RunAsync(
        Gateway gateway,
        int requests,
        CancellationToken stop
    )
    {
        var statuses = new ConcurrentBag<HttpStatusCode>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async client =>
                {
                    for (var i = 0; i < requests && !stop.IsCancellationRequested; i++)
                    {
                        using var answer = await gateway.PostAsync($"/test/open?own={client}-{i}");
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
