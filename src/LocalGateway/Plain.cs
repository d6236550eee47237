using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway;

/// <summary>Writes the answers of endpoints that are not part of the API.</summary>
internal static class Plain
{
    private const string Json = "application/json";

    public static Task MessageAsync(HttpContext context, int status, string message) =>
        JsonAsync(context, status, Encoding.UTF8.GetBytes($"{{\"message\":\"{JsonEncodedText.Encode(message)}\"}}"));

    public static Task JsonAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type) =>
        JsonAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static async Task JsonAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.ContentLength = json.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }
}
