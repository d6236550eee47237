using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>The function's problems reach the client through the gateway as the function wrote them.</summary>
public sealed class ErrorTests(ServedApi api) : IClassFixture<ServedApi>
{
    private const string Prefix = "urn:clothes-classification:problem:";

    public static TheoryData<string, string, int, string> Requests() =>
        new()
        {
            { "application/json", "{", 400, "malformed-json" },
            { "application/json", "{}", 400, "missing-photo" },
            { "application/json", """{"url": 7}""", 400, "invalid-field" },
            { "application/json", """{"image": "%%%"}""", 400, "broken-base64" },
            { "application/json", """{"image": "aGVsbG8="}""", 422, "unsupported-format" },
            { "application/json", """{"url": "not a url"}""", 400, "fetch-invalid-url" },
            { "application/json", """{"url": "http://10.0.0.1/a.jpg"}""", 422, "fetch-address-not-allowed" },
            { "application/json", """{"url": "http://127.0.0.1:1/a.jpg"}""", 424, "fetch-connection-refused" },
            { "text/csv", "a,b", 415, "unsupported-media-type" },
            { "image/jpeg", "GIF89a", 422, "truncated" },
            { "multipart/form-data", "--x", 400, "malformed-multipart" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_problem_comes_with_its_type_status_and_a_sentence(
        string type,
        string body,
        int status,
        string problem
    )
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await api.Http.PostAsync($"{api.Stage}/predict", content);

        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((Prefix + problem, status), ($"{json["type"]}", json["status"]!.GetValue<int>()));
        Assert.EndsWith(".", $"{json["detail"]}");
        Assert.Equal($"{json["requestId"]}", response.Headers.GetValues("X-Request-Id").Single());
    }

    [Theory]
    [InlineData("/predict")]
    [InlineData("/nothing")]
    public async Task A_route_that_the_API_lacks_is_the_gateways_own_403(string path)
    {
        using var response = await api.Http.GetAsync(api.Stage + path);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", await response.Content.ReadAsStringAsync());
    }

    /// <summary>What the console's TEST shows as the function's answer is what a client gets, byte for byte.</summary>
    [Theory]
    [InlineData("/model")]
    [InlineData("/openapi.json")]
    [InlineData("/health")]
    public async Task The_body_is_that_of_the_function_byte_for_byte(string path)
    {
        using var direct = new StringContent(
            $$"""{"httpMethod": "GET", "path": "{{path}}", "resource": "{{path}}", "headers": null, "body": "", "requestContext": {"requestId": "direct"} }"""
        );
        using var invoked = await api.Http.PostAsync(
            $"{api.Origin}/2015-03-31/functions/clothes-classification/invocations",
            direct
        );
        var answer = JsonNode.Parse(await invoked.Content.ReadAsStringAsync())!;

        Assert.Equal(Encoding.UTF8.GetBytes($"{answer["body"]}"), await api.Http.GetByteArrayAsync(api.Stage + path));
    }
}
