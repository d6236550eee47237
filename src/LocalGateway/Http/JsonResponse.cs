using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Http;

/// <summary>Responses of endpoints that are not part of the API.</summary>
internal static class JsonResponse
{
    public const string MediaType = "application/json";

    public static IResult Message(int status, string message) =>
        Text(status, $"{{\"message\":\"{JsonEncodedText.Encode(message)}\"}}");

    public static IResult Text(int status, string json) =>
        Results.Text(Encoding.UTF8.GetBytes(json), MediaType, status);
}
