using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>Events as API Gateway sends them for POST /predict.</summary>
internal static class Events
{
    // API Gateway leaves the plus sign of base64 as it is.
    private static readonly JsonSerializerOptions AsGateway = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Photo(byte[] photo) => Event("image/jpeg", Convert.ToBase64String(photo), true);

    public static byte[] Url(Uri url) => Event("application/json", $$"""{"url": "{{url}}"}""", false);

    public static byte[] Batch(byte[] photo, int photos)
    {
        var image = $$"""{"image": "{{Convert.ToBase64String(photo)}}"}""";
        return Event(
            "application/json",
            $$"""{"images": [{{string.Join(',', Enumerable.Repeat(image, photos))}}]}""",
            false
        );
    }

    private static byte[] Event(string contentType, string body, bool isBase64Encoded)
    {
        var headers = new Dictionary<string, string>
        {
            ["Accept"] = "*/*",
            ["Content-Type"] = contentType,
            ["Host"] = "abc123.execute-api.eu-west-1.amazonaws.com",
            ["User-Agent"] = "curl/8.5.0",
            ["X-Amzn-Trace-Id"] = "Root=1-5e1b4151-5ac6c58f5b54c8c4e6b4c3a7",
            ["X-Forwarded-For"] = "192.0.2.1",
            ["X-Forwarded-Port"] = "443",
            ["X-Forwarded-Proto"] = "https",
        };
        var json = JsonSerializer.Serialize(
            new
            {
                resource = "/predict",
                path = "/predict",
                httpMethod = "POST",
                headers,
                multiValueHeaders = headers.ToDictionary(h => h.Key, h => new[] { h.Value }),
                queryStringParameters = (object?)null,
                pathParameters = (object?)null,
                stageVariables = (object?)null,
                requestContext = new
                {
                    resourcePath = "/predict",
                    httpMethod = "POST",
                    path = "/test/predict",
                    stage = "test",
                    requestId = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
                    identity = new { sourceIp = "192.0.2.1", userAgent = "curl/8.5.0" },
                },
                body,
                isBase64Encoded,
            },
            AsGateway
        );
        return Encoding.UTF8.GetBytes(json);
    }
}
