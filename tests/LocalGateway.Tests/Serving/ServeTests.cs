using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ClothesClassification.LocalGateway.Tests.Serving;

/// <summary><c>clothes serve</c> as its users start and end it.</summary>
public sealed class ServeTests
{
    private static readonly string Function = string.Join(' ', Gateway.TestFunction.Select(w => $"\"{w}\""));

    [Fact]
    public async Task Prints_addresses_a_key_that_works_and_a_curl_line()
    {
        await using var serve = await StartAsync();
        using var client = new HttpClient();
        var origin = serve.Stage[..^"/test".Length];
        Assert.Equal(30, serve.Key.Length);
        Assert.Contains($"Page      {origin}/#key={serve.Key}\n", serve.Banner, StringComparison.Ordinal);
        Assert.Contains($"Predict   {serve.Stage}/predict\n", serve.Banner, StringComparison.Ordinal);
        Assert.Contains($"curl -H 'x-api-key: {serve.Key}' ", serve.Banner, StringComparison.Ordinal);
        var answer = await PostAsync(client, $"{serve.Stage}/predict", serve.Key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var keyless = await PostAsync(client, $"{serve.Stage}/predict", null);
        Assert.Equal(HttpStatusCode.Forbidden, keyless.StatusCode);
        var health = await client.GetAsync($"{serve.Stage}/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Takes_a_key_and_an_api_and_tells_the_function_of_loopback_addresses()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """
            {
              "name": "mine", "stage": { "name": "prod" }, "function": { "name": "mine" },
              "routes": [{ "path": "/{proxy+}", "method": "ANY", "apiKeyRequired": true, "integration": { "type": "AWS_PROXY" } }]
            }
            """,
            TestContext.Current.CancellationToken
        );
        await using var serve = await StartAsync(
            "--api",
            file,
            "--api-key",
            Gateway.Key,
            "--allow-loopback-urls",
            "--warm",
            "1"
        );
        using var client = new HttpClient();
        var answer = await PostAsync(client, $"{serve.Stage}/any/thing", Gateway.Key, "environment");
        var environment = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("/prod", serve.Stage, StringComparison.Ordinal);
        Assert.Contains("\"CLOTHES_FETCH_ALLOW_LOOPBACK\":\"true\"", environment, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_lets_running_requests_be_answered_and_ends_the_function(string signal)
    {
        Require.Unix();
        await using var serve = await StartAsync();
        using var client = new HttpClient();
        using var function = await FunctionOfAsync(client, serve);
        var running = PostAsync(client, $"{serve.Stage}/predict", serve.Key, "sleep:1500");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        // Ctrl-C at a terminal goes to every process of the group, the function's too.
        if (signal == "INT")
            RunningProcess.Signal(function.Id, "INT");
        serve.Process.Signal(signal);
        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        Assert.Equal(0, (await serve.Process.EndAsync()).ExitCode);
        Assert.True(function.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_second_interrupt_does_not_wait_for_running_requests()
    {
        Require.Unix();
        await using var serve = await StartAsync();
        using var client = new HttpClient();
        using var function = await FunctionOfAsync(client, serve);
        var lost = PostAsync(client, $"{serve.Stage}/predict", serve.Key, "sleep:20000");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        serve.Process.Signal("INT");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(serve.Process.Process.HasExited);
        serve.Process.Signal("INT");
        Assert.Equal(130, (await serve.Process.EndAsync()).ExitCode);
        Assert.True(function.WaitForExit(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<HttpRequestException>(() => lost);
    }

    [Fact]
    public async Task A_killed_gateway_leaves_no_function_behind_even_a_busy_one()
    {
        Require.Unix();
        await using var serve = await StartAsync();
        using var client = new HttpClient();
        using var function = await FunctionOfAsync(client, serve);
        var lost = PostAsync(client, $"{serve.Stage}/predict", serve.Key, "hang");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        serve.Process.Signal("KILL");
        await Assert.ThrowsAsync<HttpRequestException>(() => lost);
        Assert.True(function.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("--api-key short", "--api-key must have 20 to 128 printable ASCII characters")]
    [InlineData("--api none.json", "none.json: file: found no such file")]
    [InlineData("--bootstrap no-such-program --warm 1", "The function does not start.")]
    [InlineData("--port 70000", "--port must be a whole number from 0 to 65535, not '70000'.")]
    [InlineData("--port {taken}", "Port {taken} of 127.0.0.1 cannot be used")]
    public async Task Says_what_to_do_where_something_is_wrong(string options, string message)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        string Fill(string text) => text.Replace("{taken}", taken, StringComparison.Ordinal);
        string[] defaults =
        [
            .. options.Contains("--port", StringComparison.Ordinal) ? (string[])[] : ["--port", "0"],
            .. options.Contains("--bootstrap", StringComparison.Ordinal) ? (string[])[] : ["--bootstrap", Function],
        ];
        await using var serve = RunningProcess.StartProject("Cli", ["serve", .. defaults, .. Fill(options).Split(' ')]);

        var result = await serve.EndAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(Fill(message), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_of_an_address_that_other_machines_reach()
    {
        await using var serve = await StartAsync("--address", "0.0.0.0");
        serve.Process.Kill();
        Assert.Contains(
            "other machines can reach the API",
            (await serve.Process.EndAsync()).Error,
            StringComparison.Ordinal
        );
    }

    private static Task<ServeProcess> StartAsync(params string[] options) =>
        ServeProcess.StartAsync(["--bootstrap", Function, .. options], Path.GetTempPath());

    private static async Task<Process> FunctionOfAsync(HttpClient client, ServeProcess serve)
    {
        var answer = await PostAsync(client, $"{serve.Stage}/predict", serve.Key);
        return Process.GetProcessById(int.Parse(answer.Headers.GetValues("x-function-pid").Single()));
    }

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string url,
        string? key,
        string? command = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}") };
        if (key is not null)
            request.Headers.Add("x-api-key", key);
        if (command is not null)
            request.Headers.Add("x-do", command);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
