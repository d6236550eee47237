using System.Net;
using System.Text.Json;

namespace ClothesClassification.LocalGateway.Tests.Serving;

/// <summary>AWS's own runtime client, awslambdaric, in a process behind <c>clothes serve --bootstrap</c>.</summary>
public sealed class PythonPeerTests
{
    private const string Python = "python3.11";

    [Fact]
    public async Task The_python_function_answers_behind_the_gateway_as_the_reference_does()
    {
        var peer = SharedData.Peer();
        Require.Program(Python);
        var cases = SharedData.GoldenCases().Take(5).ToList();
        var folder = Directory.CreateTempSubdirectory("peer-");
        var python = await InstallAsync(Path.Combine(folder.FullName, "venv"), Path.Combine(peer, "wheels"));
        await using var serve = await ServeProcess.StartAsync([
            "--bootstrap",
            // The handler's folder is where Python looks for it.
            $"env PYTHONPATH={peer} \"{python}\" -m awslambdaric handler.lambda_handler",
        ]);
        using var client = new HttpClient();
        foreach (var photo in cases)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{serve.Stage}/predict")
            {
                Content = new ByteArrayContent(
                    await File.ReadAllBytesAsync(photo.Path, TestContext.Current.CancellationToken)
                ),
            };
            request.Content.Headers.ContentType = new("image/jpeg");
            request.Headers.Add("x-api-key", serve.Key);
            var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
            var scores = JsonSerializer.Deserialize<Dictionary<string, double>>(text)!;
            Assert.Equal(photo.Fp32.Label, scores.MaxBy(s => s.Value).Key);
        }

        folder.Delete(recursive: true);
    }

    private static async Task<string> InstallAsync(string environment, string wheels)
    {
        (await RunningProcess.RunAsync(Python, ["-m", "venv", environment])).OrFail();
        var python = Path.Combine(environment, "bin", "python");
        string[] options = ["--quiet", "--disable-pip-version-check", "--no-index", "--find-links", wheels];
        string[] packages = ["onnxruntime", "numpy", "pillow", "keras-image-helper", "awslambdaric"];
        (await RunningProcess.RunAsync(python, ["-m", "pip", "install", .. options, .. packages])).OrFail();
        return python;
    }
}
