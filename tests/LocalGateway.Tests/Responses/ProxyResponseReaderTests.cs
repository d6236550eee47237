namespace ClothesClassification.LocalGateway.Tests.Responses;

/// <summary>Answers of a function that API Gateway does not take: 502, and the log says which field.</summary>
public sealed class ProxyResponseReaderTests : IAsyncLifetime
{
    private Gateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await Gateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("hello", "the response is not JSON")]
    [InlineData("\"hello\"", "the response is the string \"hello\"; expected an object")]
    [InlineData("null", "the response is null; expected an object")]
    [InlineData("[]", "the response is an array; expected an object")]
    [InlineData("""{"dress": 8.3}""", "dress: an unknown field")]
    [InlineData("""{"statusCode": 200, "cookies": []}""", "cookies: an unknown field")]
    [InlineData("""{"statusCode": "ok"}""", "statusCode: the string \"ok\"")]
    [InlineData("""{"statusCode": 200.5}""", "statusCode: 200.5")]
    [InlineData("""{"statusCode": 99}""", "statusCode: 99")]
    [InlineData("""{"statusCode": 600}""", "statusCode: 600")]
    [InlineData("""{"statusCode": 101}""", "statusCode: 101")]
    [InlineData("""{"statusCode": null}""", "statusCode: null")]
    [InlineData("""{"statusCode": 200, "headers": []}""", "headers: an array")]
    [InlineData("""{"statusCode": 200, "headers": {"x-count": 7}}""", "headers.x-count: 7; expected a string")]
    [InlineData("""{"statusCode": 200, "headers": {"x-a": ["b"]}}""", "headers.x-a: an array; expected a string")]
    [InlineData("""{"statusCode": 200, "headers": {"x a": "b"}}""", "headers.x a: not a header's name")]
    [InlineData("""{"statusCode": 200, "headers": {"": "b"}}""", "headers.: not a header's name")]
    [InlineData(
        """{"statusCode": 200, "headers": {"x-a": "b\r\nset-cookie: c"}}""",
        "headers.x-a: a string with control characters"
    )]
    [InlineData("""{"statusCode": 200, "multiValueHeaders": "x"}""", "multiValueHeaders: the string \"x\"")]
    [InlineData(
        """{"statusCode": 200, "multiValueHeaders": {"x-a": "b"}}""",
        "multiValueHeaders.x-a: the string \"b\""
    )]
    [InlineData("""{"statusCode": 200, "multiValueHeaders": {"x-a": [1]}}""", "multiValueHeaders.x-a: 1")]
    [InlineData(
        """{"statusCode": 200, "body": {"dress": 1}}""",
        "body: an object; expected a string (JSON has to be serialized into one)"
    )]
    [InlineData("""{"statusCode": 200, "body": 1}""", "body: 1")]
    [InlineData("""{"statusCode": 200, "body": "\ud800"}""", "body: a string with an unpaired surrogate")]
    [InlineData("""{"\ud800": 1}""", "a string with an unpaired surrogate")]
    [InlineData("""{"statusCode": "\ud800"}""", "a string with an unpaired surrogate")]
    [InlineData("""{"statusCode": 200, "headers": {"x-a": "\ud800"}}""", "a string with an unpaired surrogate")]
    [InlineData("""{"statusCode": 200, "headers": {"\ud800": "b"}}""", "a string with an unpaired surrogate")]
    [InlineData(
        """{"statusCode": 200, "multiValueHeaders": {"x-a": ["\ud800"]}}""",
        "a string with an unpaired surrogate"
    )]
    [InlineData("""{"statusCode": 200, "isBase64Encoded": "true"}""", "isBase64Encoded: the string \"true\"")]
    public async Task Are_an_internal_server_error_and_the_log_names_the_field(string json, string reason)
    {
        var answer = await gateway.AnswerWithAsync(json);
        await Gateway.AssertError(
            answer,
            502,
            "InternalServerErrorException",
            """{"message": "Internal server error"}"""
        );
        Assert.Contains(
            gateway.Log,
            l => l.Contains("Malformed Lambda proxy response: " + reason, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("{}", 200, "")]
    [InlineData("""{"statusCode": "201", "body": "made"}""", 201, "made")]
    [InlineData("""{"statusCode": 404, "body": null, "headers": null, "multiValueHeaders": null}""", 404, "")]
    [InlineData("""{"statusCode": 200, "body": "\"\\\n€\ud83d\udc57", "isBase64Encoded": null}""", 200, "\"\\\n€👗")]
    [InlineData("""{"statusCode": 204, "body": "dropped"}""", 204, "")]
    [InlineData("""{"statusCode": 205, "body": "dropped"}""", 205, "")]
    [InlineData("""{"statusCode": 304}""", 304, "")]
    public async Task Are_told_from_unusual_ones(string json, int status, string body)
    {
        var answer = await gateway.AnswerWithAsync(json);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(body, await Gateway.TextOf(answer));
        Assert.False(answer.Headers.Contains("x-amzn-ErrorType"));
    }
}
