#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>What Lambda tells about the invocation at work.</summary>
public interface ILambdaContext
{
    /// <summary>Id of the invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>ARN with which the function was invoked: of the function, a version or an alias.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Time left until Lambda ends the invocation.</summary>
    TimeSpan RemainingTime { get; }
}
