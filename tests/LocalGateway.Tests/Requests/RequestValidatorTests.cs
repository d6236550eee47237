using System.Text;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Tests.Requests;

public sealed class RequestValidatorTests
{
    private static readonly ApiDescription Api = ApiDescription.Parse(
        """
        {
          "name": "validated", "stage": { "name": "test" }, "function": { "name": "tests" },
          "models": {
            "Photo": { "type": "object", "required": ["url"], "properties": {
                "url": { "type": "string" }, "top": { "type": "integer", "minimum": 1 }, "score": { "type": "number", "minimum": 0, "maximum": 1 }
              } }
          },
          "routes": [
            {
              "path": "/photo", "method": "POST", "integration": { "type": "AWS_PROXY" },
              "requestParameters": {
                "method.request.header.x-shop": true, "method.request.querystring.top": true, "method.request.querystring.free": false
              },
              "requestModels": { "application/json": "Photo" },
              "requestValidator": { "validateRequestBody": true, "validateRequestParameters": true }
            }
          ]
        }
        """
    );

    [Theory]
    [InlineData(
        "/test/photo",
        false,
        """{"url":"x"}""",
        """{"message": "Missing required request parameters: [x-shop, top]"}"""
    )]
    [InlineData(
        "/test/photo?top=1",
        false,
        """{"url":"x"}""",
        """{"message": "Missing required request parameters: [x-shop]"}"""
    )]
    [InlineData("/test/photo?top=1", true, """{"url":7}""", """{"message": "Invalid request body"}""")]
    [InlineData("/test/photo?top=1", true, "{}", """{"message": "Invalid request body"}""")]
    [InlineData("/test/photo?top=1", true, "{'url':'x'}", """{"message": "Invalid request body"}""")]
    [InlineData("/test/photo?top=1", true, """{"url":"x","score":1e400}""", """{"message": "Invalid request body"}""")]
    [InlineData("/test/photo?top=1", true, """{"url":"x","score":9e99}""", """{"message": "Invalid request body"}""")]
    [InlineData(
        "/test/photo?top=1",
        true,
        """{"url":"x","top":-99999999999999999999999999999999999999999}""",
        """{"message": "Invalid request body"}"""
    )]
    [InlineData(
        "/test/photo?top=1",
        true,
        """{"url":"x","score":18446744073709551616}""",
        """{"message": "Invalid request body"}"""
    )]
    [InlineData("/test/photo?top=1", true, "{\"\\ud800\":1}", """{"message": "Invalid request body"}""")]
    [InlineData(
        "/test/photo?top=1",
        true,
        "{\"url\":\"\\ud800\",\"top\":0}",
        """{"message": "Invalid request body"}"""
    )]
    [InlineData("/test/photo?top=1", true, "", """{"message": "Invalid request body"}""")]
    public async Task A_request_that_lacks_something_is_refused(
        string path,
        bool hasHeader,
        string body,
        string expected
    )
    {
        await using var gateway = await Gateway.StartAsync(Api);
        var answer = await SendAsync(gateway, path, hasHeader, body, "application/json");
        await Gateway.AssertError(answer, 400, "BadRequestException", expected);
    }

    [Theory]
    [InlineData("""{"url":"x"}""", "application/json")]
    [InlineData("""{"url":"x"}""", "application/json; charset=utf-8")]
    [InlineData("anything", "text/plain")]
    public async Task A_valid_request_and_one_of_a_type_without_a_model_pass(string body, string type)
    {
        await using var gateway = await Gateway.StartAsync(Api);
        var answer = await SendAsync(gateway, "/test/photo?top=1", true, body, type);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(
        Gateway gateway,
        string path,
        bool hasHeader,
        string body,
        string type
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (hasHeader)
            request.Headers.Add("X-Shop", "berlin");
        return gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
