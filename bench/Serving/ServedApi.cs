using System.Globalization;
using ClothesClassification.Tests;

namespace ClothesClassification.Serving;

/// <summary><c>clothes serve</c> as a process: the function as it is deployed, behind the local gateway.</summary>
internal sealed class ServedApi : IDisposable
{
    private readonly ServeProcess serve;

    /// <param name="functions">Processes of the function, all started in advance.</param>
    /// <param name="memory">What a function may use, in MB; its managed heap gets half, as terraform/ sets it.</param>
    public ServedApi(int functions, int memory)
    {
        var heap = (memory * (1L << 20) / 2).ToString("x", CultureInfo.InvariantCulture);
        serve = ServeProcess
            .StartAsync(
                ["--concurrency", $"{functions}", "--warm", $"{functions}"],
                environment: [new("DOTNET_GCHeapHardLimit", heap)]
            )
            .GetAwaiter()
            .GetResult();
        Http.DefaultRequestHeaders.Add("x-api-key", serve.Key);
    }

    public Uri Address => new($"{serve.Stage}/");

    public HttpClient Http { get; } = new();

    /// <summary>The most memory that a process of the function has had so far, in bytes, as Linux counts it.</summary>
    public long PeakFunctionMemory() =>
        serve.FunctionProcesses().Max(child => RunningProcess.Status(child, "VmHWM") * 1024);

    /// <returns>Id of the request.</returns>
    public async Task<string> PostAsync(byte[] jpeg)
    {
        using var content = new ByteArrayContent(jpeg) { Headers = { ContentType = new("image/jpeg") } };
        using var answer = await Http.PostAsync(new Uri(Address, "predict"), content);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.EnsureSuccessStatusCode().Headers.GetValues("x-amzn-RequestId").Single();
    }

    public void Dispose()
    {
        Http.Dispose();
        serve.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
