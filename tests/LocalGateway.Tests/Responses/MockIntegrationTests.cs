using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Tests.Responses;

/// <summary>OPTIONS as a MOCK integration, which is how a REST API answers preflight requests.</summary>
public sealed class MockIntegrationTests
{
    [Theory]
    [InlineData("image/*", "null")]
    [InlineData("*/*", "\"CONVERT_TO_TEXT\"")]
    public async Task Answers_a_preflight_without_the_function(string binary, string contentHandling)
    {
        await using var gateway = await Gateway.StartAsync(Api(binary, contentHandling));
        var answer = await PreflightAsync(gateway);
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal("https://shop.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("POST,OPTIONS", answer.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Empty(gateway.Server.FunctionProcesses);
    }

    [Fact]
    public async Task Fails_where_everything_is_binary_and_nothing_converts_it_to_text()
    {
        await using var gateway = await Gateway.StartAsync(Api("*/*", "null"));
        await Gateway.AssertError(
            await PreflightAsync(gateway),
            500,
            "InternalServerErrorException",
            """{"message": "Internal server error"}"""
        );
        Assert.Contains(gateway.Log, l => l.Contains("CONVERT_TO_TEXT", StringComparison.Ordinal));
    }

    private static ApiDescription Api(string binary, string contentHandling) =>
        ApiDescription.Parse(
            $$"""
            {
              "name": "mock", "stage": { "name": "test" }, "function": { "name": "tests" }, "binaryMediaTypes": ["{{binary}}"],
              "routes": [
                {
                  "path": "/predict", "method": "OPTIONS",
                  "integration": {
                    "type": "MOCK", "contentHandling": {{contentHandling}},
                    "requestTemplates": { "application/json": "{\"statusCode\": 204}" },
                    "responses": [
                      {
                        "statusCode": 204,
                        "responseParameters": {
                          "method.response.header.Access-Control-Allow-Origin": "'https://shop.example'",
                          "method.response.header.Access-Control-Allow-Methods": "'POST,OPTIONS'"
                        }
                      }
                    ]
                  }
                }
              ]
            }
            """
        );

    private static Task<HttpResponseMessage> PreflightAsync(Gateway gateway)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/test/predict");
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
