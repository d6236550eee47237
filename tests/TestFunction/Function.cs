using System.Text;
using System.Text.Json.Nodes;

namespace ClothesClassification.TestFunction;

/// <summary>
/// A Lambda function that does what the header <c>x-do</c> of its event (or the field <c>do</c>) says, good or bad:
/// echo, answer, bytes, error, error:BYTES, crash, hang, sleep:MS, huge:BYTES, log:TEXT, exit-after, wrong-id. How it starts is in the
/// variable TEST_INIT: crash, error, slow:MS, slow-once:FILE.
/// </summary>
internal sealed class Function : IDisposable
{
    private readonly string runtime =
        $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime";
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private bool first = true;

    public void Dispose() => http.Dispose();

    public async Task<int> RunAsync()
    {
        if (await InitAsync() is { } exitCode)
            return exitCode;
        while (true)
        {
            HttpResponseMessage next;
            try
            {
                next = await http.GetAsync($"{runtime}/invocation/next");
            }
            catch (HttpRequestException)
            {
                return 0;
            }

            var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
            var text = await next.Content.ReadAsStringAsync();
            var node = JsonNode.Parse(text)!;
            await HandleAsync(id, text, node as JsonObject ?? [], next);
            first = false;
        }
    }

    private async Task<int?> InitAsync()
    {
        var init = (Environment.GetEnvironmentVariable("TEST_INIT") ?? "").Split(':', 2);
        switch (init[0])
        {
            case "crash":
                Console.Error.WriteLine("cannot find my model");
                return 7;
            case "error":
                await PostAsync("init/error", """{"errorType":"Test.NoModel","errorMessage":"There is no model."}""");
                return 1;
            case "slow":
                await Task.Delay(int.Parse(init[1]));
                break;
            case "slow-once" when !File.Exists(init[1]):
                File.WriteAllText(init[1], "");
                await Task.Delay(Timeout.Infinite);
                break;
            default:
                break;
        }

        return null;
    }

    private async Task HandleAsync(string id, string text, JsonObject received, HttpResponseMessage next)
    {
        var header = (received["headers"] as JsonObject)
            ?.FirstOrDefault(h => h.Key.Equals("x-do", StringComparison.OrdinalIgnoreCase))
            .Value?.ToString();
        var command = (header ?? received["do"]?.ToString() ?? "echo").Split(':', 2);
        var body = received["body"]?.ToString() ?? "";
        switch (command[0])
        {
            case "crash":
                Environment.Exit(3);
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite);
                break;
            case "error":
                // With a size: the cause for X-Ray, which runtimes of AWS write into a header.
                await PostAsync(
                    $"invocation/{id}/error",
                    """{"errorType":"Test.Failure","errorMessage":"It went wrong.","stackTrace":[]}""",
                    command.Length > 1 ? new string('x', int.Parse(command[1])) : null
                );
                break;
            case "answer":
                await PostAsync($"invocation/{id}/response", body);
                break;
            case "bytes":
                // The bytes that came, with the media type that came, as base64.
                var type = received["multiValueHeaders"]!["Content-Type"]![0]!.ToString();
                await AnswerAsync(id, body, type, isBase64: true);
                break;
            case "huge":
                await PostAsync($"invocation/{id}/response", $"\"{new string('x', int.Parse(command[1]) - 2)}\"");
                break;
            case "wrong-id":
                var refused = await http.PostAsync(
                    $"{runtime}/invocation/{Guid.NewGuid()}/response",
                    new StringContent("{}")
                );
                await AnswerAsync(id, $"{(int)refused.StatusCode} {await refused.Content.ReadAsStringAsync()}");
                break;
            case "headers":
                // What the runtime API sends with an event, names exactly as they come.
                var headers = new JsonObject();
                foreach (var (name, values) in next.Headers.NonValidated)
                    headers[name] = values.ToString();
                foreach (var (name, values) in next.Content.Headers.NonValidated)
                    headers[name] = values.ToString();
                await AnswerAsync(id, headers.ToJsonString());
                break;
            case "environment":
                var environment = new JsonObject();
                foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
                    environment[(string)entry.Key] = (string?)entry.Value;
                await AnswerAsync(id, environment.ToJsonString());
                break;
            case "exit-after":
                await AnswerAsync(id, "bye");
                Environment.Exit(0);
                break;
            case "plain":
                await PostAsync(
                    $"invocation/{id}/response",
                    $$"""{"pid":{{Environment.ProcessId}},"event":{{text}}}"""
                );
                break;
            default:
                if (command[0] == "sleep")
                    await Task.Delay(int.Parse(command[1]));
                if (command[0] == "log")
                    Console.WriteLine(command[1]);
                await AnswerAsync(id, text);
                break;
        }
    }

    private Task AnswerAsync(string id, string body, string type = "application/json", bool isBase64 = false) =>
        PostAsync(
            $"invocation/{id}/response",
            new JsonObject
            {
                ["statusCode"] = 200,
                ["headers"] = new JsonObject
                {
                    ["content-type"] = type,
                    ["x-function-pid"] = Environment.ProcessId.ToString(),
                    ["x-function-cold"] = first,
                },
                ["body"] = body,
                ["isBase64Encoded"] = isBase64,
            }.ToJsonString()
        );

    private async Task PostAsync(string path, string json, string? cause = null)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        if (cause is not null)
            content.Headers.Add("Lambda-Runtime-Function-XRay-Error-Cause", cause);
        using var answer = await http.PostAsync($"{runtime}/{path}", content);
    }
}
