using System.Text.Json;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>Names the event of a service that the function does not answer, and says how to connect that service.</summary>
internal static class ForeignEvent
{
    private const string Queue = "Amazon SQS messages";
    private const string Forward = "invoke this one once for each photo from a function that reads them";
    private const string Behind = "attach this function to a route of an HTTP or REST API instead";
    private const string Between = "connect another function that invokes this one where there is a photo";

    // Members that an event has at its top level, all of them; the first row that fits counts.
    private static readonly (string[] Members, string Name, string Remedy)[] Shapes =
    [
        (["authorizationToken", "methodArn"], "an API Gateway authorizer request (TOKEN)", Behind),
        (["methodArn"], "an API Gateway authorizer request (REQUEST)", Behind),
        (["routeArn"], "an API Gateway authorizer request (REQUEST)", Behind),
        (["raw_path", "method"], "a VPC Lattice request (version 1)", Behind),
        (["invocationSchemaVersion", "tasks"], "an S3 Batch Operations task", Forward),
        (["getObjectContext"], "an S3 Object Lambda request", Between),
        (
            ["detail-type", "source"],
            "an EventBridge event",
            "give the rule's target an input transformer that makes a url of it"
        ),
        (["triggerSource", "userPoolId"], "a Cognito trigger", Between),
        (
            ["RequestType", "StackId"],
            "a CloudFormation custom resource request",
            "take this function out of the template's ServiceToken"
        ),
        (["deliveryStreamArn", "records"], "a Data Firehose transformation", Between),
        (["eventSourceArn", "records"], "an Amazon MSK batch", Forward),
        (["bootstrapServers", "records"], "an Apache Kafka batch", Forward),
        (["rmqMessagesByQueue"], "an Amazon MQ batch", Forward),
        (["eventSourceArn", "messages"], "an Amazon MQ batch", Forward),
        (["awslogs"], "a CloudWatch Logs subscription batch", Between),
        (["alarmArn"], "a CloudWatch alarm action", Between),
        (["CodePipeline.job"], "a CodePipeline job", Between),
        (["info", "arguments"], "an AppSync request", "map the arguments to a url in the resolver"),
        (["SecretId", "Step"], "a Secrets Manager rotation", Between),
    ];

    /// <summary>Whether an event is a batch of messages of SQS.</summary>
    public static bool IsQueue(JsonElement root) => RecordSource(root) == Queue;

    /// <summary>A sentence for an event that is neither an HTTP request nor a direct invocation.</summary>
    public static string Describe(JsonElement root)
    {
        var hasContext =
            root.TryGetProperty("requestContext"u8, out var context) && context.ValueKind == JsonValueKind.Object;
        if (hasContext && context.TryGetProperty("connectionId"u8, out _))
            return Sentence("an API Gateway WebSocket event", Behind);
        if (hasContext && context.TryGetProperty("serviceNetworkArn"u8, out _))
            return Sentence("a VPC Lattice request (version 2)", Behind);
        if (RecordSource(root) is { } source)
            return Sentence($"a batch of {source}", Forward);
        foreach (var (members, name, remedy) in Shapes)
        {
            if (Array.TrueForAll(members, member => root.TryGetProperty(member, out _)))
                return Sentence(name, remedy);
        }

        return hasContext
            ? $"The event has a requestContext, but not the method and path of an HTTP request; {EventException.Accepted}."
            : $"The event is not an HTTP request and has no url, image or images; {EventException.Accepted}.";
    }

    // SQS, S3, SNS, DynamoDB, Kinesis and SES name themselves in each record.
    private static string? RecordSource(JsonElement root)
    {
        if (
            !root.TryGetProperty("Records"u8, out var records)
            || records.ValueKind != JsonValueKind.Array
            || records.GetArrayLength() == 0
            || records[0] is not { ValueKind: JsonValueKind.Object } record
        )
            return null;
        if (record.TryGetProperty("cf"u8, out _))
            return "CloudFront requests (Lambda@Edge)";
        if (!record.TryGetProperty("eventSource"u8, out var source))
            record.TryGetProperty("EventSource"u8, out source);
        if (source.ValueKind != JsonValueKind.String)
            return null;
        return source.GetString() switch
        {
            "aws:sqs" => Queue,
            "aws:s3" => "Amazon S3 notifications",
            "aws:sns" => "Amazon SNS messages",
            "aws:dynamodb" => "DynamoDB stream records",
            "aws:kinesis" => "Kinesis stream records",
            "aws:ses" => "Amazon SES messages",
            _ => "records of another service",
        };
    }

    private static string Sentence(string name, string remedy) =>
        $"The event is {name}, which this function does not answer; {remedy}, or {EventException.Accepted}.";
}
