using System.Text.Json;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Tests.Responses;

/// <summary>The gateway's answers as a description changes them.</summary>
public sealed class GatewayResponseWriterTests
{
    private const string Cors = "'https://shop.example'";

    [Fact]
    public async Task Headers_of_a_default_response_are_on_every_error_of_its_class_and_its_body_is_compact()
    {
        var api = With(
            "DEFAULT_5XX",
            new GatewayResponseDescription
            {
                ResponseParameters = new Dictionary<string, string>
                {
                    ["gatewayresponse.header.Access-Control-Allow-Origin"] = Cors,
                },
            }
        );
        await using var gateway = await Gateway.StartAsync(api);
        var failed = await gateway.PostAsync("/test/open", "error");
        Assert.Equal(502, (int)failed.StatusCode);
        Assert.Equal("https://shop.example", failed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("""{"message":"Internal server error"}""", await Gateway.TextOf(failed));
        var forbidden = await gateway.PostAsync("/test/keyed");
        Assert.False(forbidden.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_response_of_a_type_wins_over_the_default_and_fills_in_its_variables()
    {
        var template =
            """{"title":$context.error.messageString,"raw":"$context.error.message","type":"$context.error.responseType","id":"$context.requestId","stage":"$context.stage","method":"$context.httpMethod","v":"$stageVariables.shop","unknown":"$context.nothing"}""";
        var response = new GatewayResponseDescription
        {
            StatusCode = 401,
            ResponseParameters = new Dictionary<string, string>
            {
                ["gatewayresponse.header.X-Caller"] = "context.identity.sourceIp",
                ["gatewayresponse.header.X-Agent"] = "method.request.header.x-agent",
                ["gatewayresponse.header.Content-Type"] = "'application/problem+json'",
            },
            ResponseTemplates = new Dictionary<string, string> { ["application/json"] = template },
        };
        var api = With("INVALID_API_KEY", response) with
        {
            Stage = new StageDescription
            {
                Name = "test",
                Variables = new Dictionary<string, string> { ["shop"] = "berlin" },
            },
        };
        await using var gateway = await Gateway.StartAsync(api);
        var request = new HttpRequestMessage(HttpMethod.Post, "/test/keyed");
        request.Headers.Add("x-agent", "seven");
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("127.0.0.1", answer.Headers.GetValues("X-Caller").Single());
        Assert.Equal("seven", answer.Headers.GetValues("X-Agent").Single());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        var body = JsonDocument.Parse(await Gateway.TextOf(answer)).RootElement;
        Assert.Equal("Forbidden", body.GetProperty("title").GetString());
        Assert.Equal("Forbidden", body.GetProperty("raw").GetString());
        Assert.Equal("INVALID_API_KEY", body.GetProperty("type").GetString());
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), body.GetProperty("id").GetString());
        Assert.Equal("test", body.GetProperty("stage").GetString());
        Assert.Equal("POST", body.GetProperty("method").GetString());
        Assert.Equal("berlin", body.GetProperty("v").GetString());
        Assert.Equal("$context.nothing", body.GetProperty("unknown").GetString());
    }

    private static ApiDescription With(string type, GatewayResponseDescription response) =>
        Gateway.Api with
        {
            GatewayResponses = new Dictionary<string, GatewayResponseDescription> { [type] = response },
        };
}
