using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Events;

public sealed class ForeignEventTests : IAsyncDisposable
{
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("""{"requestContext": {"connectionId": "x", "eventType": "MESSAGE"}, "body": "{}"}""", "WebSocket")]
    [InlineData("""{"requestContext": {"routeKey": "$connect", "connectionId": "x"}, "headers": {}}""", "WebSocket")]
    [InlineData("""{"raw_path": "/predict", "method": "POST", "headers": {}, "body": "{}"}""", "VPC Lattice")]
    [InlineData(
        """{"version": "2.0", "path": "/", "method": "GET", "requestContext": {"serviceNetworkArn": "a", "serviceArn": "b"}}""",
        "VPC Lattice"
    )]
    [InlineData("""{"type": "TOKEN", "authorizationToken": "t", "methodArn": "arn"}""", "authorizer")]
    [InlineData("""{"Records": [{"eventSource": "aws:sqs", "body": "{}"}]}""", "SQS")]
    [InlineData("""{"Records": [{"eventSource": "aws:s3", "s3": {}}]}""", "S3")]
    [InlineData("""{"Records": [{"EventSource": "aws:sns", "Sns": {}}]}""", "SNS")]
    [InlineData("""{"Records": [{"eventSource": "aws:dynamodb"}]}""", "DynamoDB")]
    [InlineData("""{"Records": [{"eventSource": "aws:kinesis"}]}""", "Kinesis")]
    [InlineData("""{"Records": [{"cf": {"config": {}}}]}""", "CloudFront")]
    [InlineData("""{"invocationSchemaVersion": "1.0", "tasks": []}""", "S3 Batch")]
    [InlineData("""{"source": "aws.s3", "detail-type": "Object Created", "detail": {}}""", "EventBridge")]
    [InlineData("""{"triggerSource": "PreSignUp_SignUp", "userPoolId": "p"}""", "Cognito")]
    [InlineData("""{"RequestType": "Create", "StackId": "s", "ResponseURL": "https://x"}""", "CloudFormation")]
    [InlineData("""{"requestContext": {"stage": "prod"}}""", "requestContext")]
    [InlineData("""{"requestContext": null, "httpMethod": "GET", "path": "/health"}""", "no url, image or images")]
    [InlineData("""{"Records": []}""", "no url, image or images")]
    [InlineData("""{"Records": [1]}""", "no url, image or images")]
    [InlineData("""{"Records": [{"eventSource": null}]}""", "no url, image or images")]
    public async Task An_event_of_another_service_is_named(string payload, string name) =>
        await IsNamed(Encoding.UTF8.GetBytes(payload), name);

    /// <summary>It holds a whole request, and answering that would let nobody in, for a reason that no one sees.</summary>
    [Theory]
    [InlineData("methodArn")]
    [InlineData("routeArn")]
    public async Task A_request_that_an_authorizer_is_asked_about_is_not_answered(string member)
    {
        var make = member == "methodArn" ? (Func<Request, byte[]>)ApiEvents.Rest : ApiEvents.Http;
        var json = JsonNode.Parse(make(Request.Get("/health")))!.AsObject();
        json["type"] = "REQUEST";
        json[member] = "arn:aws:execute-api:eu-central-1:123456789012:a/prod/GET/health";
        await IsNamed(ApiEvents.Utf8(json), "authorizer");
    }

    private async Task IsNamed(byte[] payload, string name)
    {
        var outcome = await host.Invoke(payload);
        Assert.Equal("UnknownEvent", outcome.Error?.ErrorType);
        Assert.Contains(name, outcome.Error!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("{\"url\": \"https://...\"}", outcome.Error.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith(".", outcome.Error.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("neither a requestContext", outcome.Error.ErrorMessage, StringComparison.Ordinal);
    }
}
