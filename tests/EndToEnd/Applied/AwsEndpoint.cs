using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>
/// Plain REST calls to an AWS emulator. Its signatures are not real: the emulator reads the service from them and checks
/// nothing, so this cannot talk to AWS itself.
/// </summary>
internal sealed class AwsEndpoint(Uri endpoint, string region) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(30) };

    public string Region => region;

    /// <param name="service">Name in the signature, such as apigateway.</param>
    public Task<JsonElement> GetAsync(string service, string path) => SendAsync(HttpMethod.Get, service, path);

    public async Task<JsonElement> SendAsync(HttpMethod method, string service, string path, object? body = null)
    {
        var text = Encoding.UTF8.GetString(await SendForBytesAsync(method, service, path, body));
        if (text.Length == 0)
            return default;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>Calls a service whose requests are all POSTs, such as Step Functions.</summary>
    /// <param name="action">Service and action, such as AWSStepFunctions.StartExecution.</param>
    public async Task<JsonElement> CallAsync(string service, string action, object body)
    {
        using var json = JsonDocument.Parse(await SendForBytesAsync(HttpMethod.Post, service, "/", body, action));
        return json.RootElement.Clone();
    }

    /// <param name="body">Bytes are sent as they are, anything else as JSON.</param>
    public async Task<byte[]> SendForBytesAsync(
        HttpMethod method,
        string service,
        string path,
        object? body = null,
        string? action = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256",
            $"Credential=test/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=none"
        );
        if (action != null)
            request.Headers.Add("X-Amz-Target", action);
        if (body is byte[] content)
            request.Content = new ByteArrayContent(content);
        else if (body != null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(
                $"{method} {path}: {(int)response.StatusCode} {Encoding.UTF8.GetString(bytes)}"
            );
        return bytes;
    }

    public void Dispose() => http.Dispose();
}
