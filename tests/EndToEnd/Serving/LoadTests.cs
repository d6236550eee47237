using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>Many clients at once, with processes killed under them, and the gateway's end.</summary>
public sealed class LoadTests(Answers answers) : IClassFixture<Answers>
{
    private const int Clients = 50;
    private const int Kills = 10;

    [Fact]
    public async Task Fifty_clients_with_40_requests_each_get_only_right_answers()
    {
        await using var api = new ServedApi();
        await api.InitializeAsync();

        var statuses = await RunAsync(api, requests: 40, CancellationToken.None);

        Assert.Equal(Clients * 40, statuses.Count);
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Killed_processes_cost_their_caller_a_502_and_nobody_a_wrong_answer()
    {
        Require.Linux();
        await using var api = new ServedApi();
        await api.InitializeAsync();
        using var stop = new CancellationTokenSource();
        var load = RunAsync(api, int.MaxValue, stop.Token);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            RunningProcess.Signal(await AnyFunctionAsync(api), "KILL");
        }

        await stop.CancelAsync();
        var statuses = await load;
        Assert.All(
            statuses,
            status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadGateway, $"{status}")
        );
        // A process has one request at a time, and hardly a moment without one: a silent second try would leave no 502.
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.BadGateway), 1, Kills);
        Assert.Contains(HttpStatusCode.OK, statuses);

        var after = await RunAsync(api, requests: 2, CancellationToken.None);
        Assert.All(after, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task SIGTERM_of_the_gateway_lets_running_requests_be_answered()
    {
        Require.Linux();
        await using var api = new ServedApi();
        await api.InitializeAsync();
        using var first = await PostAsync(api, answers.Photos[0]);
        var functions = api.Serve.FunctionProcesses();
        var running = Enumerable
            .Range(0, 20)
            .Select(i => PostAsync(api, answers.Photos[i % answers.Photos.Count]))
            .ToList();
        await Task.WhenAny(running);

        api.Serve.Process.Signal("TERM");

        // Those that had not reached the gateway may be refused; none may be lost on the way, or wrong.
        foreach (var request in running)
        {
            try
            {
                using var response = await request;
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
            catch (HttpRequestException e)
            {
                Assert.Equal(HttpRequestError.ConnectionError, e.HttpRequestError);
            }
        }

        Assert.Equal(0, (await api.Serve.Process.EndAsync()).ExitCode);
        Assert.All(functions, id => Assert.False(Directory.Exists($"/proc/{id}"), $"Process {id} is left behind."));
    }

    private static async Task<int> AnyFunctionAsync(ServedApi api)
    {
        IReadOnlyList<int> processes;
        while ((processes = api.Serve.FunctionProcesses()).Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        return processes[0];
    }

    private async Task<ConcurrentBag<HttpStatusCode>> RunAsync(ServedApi api, int requests, CancellationToken stop)
    {
        var statuses = new ConcurrentBag<HttpStatusCode>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async client =>
                {
                    for (var i = 0; i < requests && !stop.IsCancellationRequested; i++)
                    {
                        var photo = answers.Photos[(client + i) % answers.Photos.Count];
                        using var response = await PostAsync(api, photo);
                        statuses.Add(response.StatusCode);
                        if (response.IsSuccessStatusCode)
                            answers.AssertRight(photo, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
                        else
                            Assert.Equal(
                                """{"message": "Internal server error"}""",
                                await response.Content.ReadAsStringAsync()
                            );
                    }
                })
        );
        return statuses;
    }

    private static async Task<HttpResponseMessage> PostAsync(ServedApi api, string photo)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(photo));
        content.Headers.Add("Content-Type", "image/jpeg");
        return await api.Http.PostAsync($"{api.Stage}/predict", content);
    }
}
