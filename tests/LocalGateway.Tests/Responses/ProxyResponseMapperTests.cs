using System.Text;

namespace ClothesClassification.LocalGateway.Tests.Responses;

/// <summary>What a caller gets of a function's answer.</summary>
public sealed class ProxyResponseMapperTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = [0xFF, 0xD8, 0, 1, 2, 253];
    private Gateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await Gateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    /// <summary>Only the first type of Accept counts.</summary>
    [Theory]
    [InlineData("image/jpeg", true)]
    [InlineData("image/avif,image/webp,*/*;q=0.8", true)]
    [InlineData("Image/Png;q=0.5, text/html", true)]
    [InlineData("text/html,image/jpeg", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData(null, false)]
    public async Task Base64_is_decoded_where_the_first_accepted_type_is_binary(string? accept, bool isDecoded)
    {
        var answer = await gateway.PostAsync("/test/open", "bytes", Bytes, "image/jpeg", accept);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(isDecoded ? Bytes : Encoding.ASCII.GetBytes(Convert.ToBase64String(Bytes)), body);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_body_that_is_said_to_be_base64_and_is_not_is_a_configuration_error()
    {
        var answer = await gateway.PostAsync(
            "/test/open",
            "answer",
            """{"statusCode": 200, "body": "not base64!", "isBase64Encoded": true}"""u8.ToArray(),
            accept: "image/png"
        );
        await Gateway.AssertError(
            answer,
            500,
            "InternalServerErrorException",
            """{"message": "Internal server error"}"""
        );
    }

    [Fact]
    public async Task Headers_pass_in_every_form_and_those_of_the_connection_get_another_name()
    {
        var answer = await gateway.AnswerWithAsync(
            """
            {
              "statusCode": 200,
              "headers": {
                "content-type": "text/plain; charset=utf-8", "x-single": "1", "x-both": "a", "x-flag": true, "x-name": "grüße",
                "server": "mine", "date": "yesterday", "connection": "close", "content-length": "7", "transfer-encoding": "chunked",
                "www-authenticate": "Basic", "x-amzn-requestid": "mine", "x-amzn-trace-id": "Root=mine"
              },
              "multiValueHeaders": { "set-cookie": ["a=1", "b=2"], "x-both": ["a", "b"] },
              "body": "hello"
            }
            """
        );
        Assert.Equal("hello", await Gateway.TextOf(answer));
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Equal(["1"], answer.Headers.GetValues("x-single"));
        Assert.Equal(["a", "b"], answer.Headers.GetValues("x-both"));
        Assert.Equal(["grüße"], answer.Headers.GetValues("x-name").Select(Utf8));
        Assert.Equal(["true"], answer.Headers.GetValues("x-flag"));
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("set-cookie"));
        Assert.Equal(["Root=mine"], answer.Headers.GetValues("x-amzn-trace-id"));
        Assert.True(Guid.TryParse(answer.Headers.GetValues("x-amzn-RequestId").Single(), out _));
        foreach (
            var name in new[]
            {
                "server",
                "date",
                "connection",
                "content-length",
                "www-authenticate",
                "x-amzn-requestid",
            }
        )
            Assert.True(answer.Headers.Contains($"x-amzn-Remapped-{name}"), name);
        Assert.False(answer.Headers.Contains("www-authenticate"));
        Assert.Null(answer.Headers.TransferEncodingChunked);
    }

    // HttpClient reads headers as Latin-1.
    private static string Utf8(string header) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header));

    [Fact]
    public async Task Without_a_content_type_an_answer_is_json()
    {
        var answer = await gateway.AnswerWithAsync("""{"statusCode": 200, "body": "{}"}""");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_head_request_gets_headers_and_no_body()
    {
        var request = new HttpRequestMessage(HttpMethod.Head, "/test/open");
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("", await Gateway.TextOf(answer));
        Assert.True(answer.Content.Headers.ContentLength > 0);
    }
}
