#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>What Lambda tells about the invocation at work.</summary>
public interface ILambdaContext
{
    /// <summary>Id of the invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>Time left until Lambda ends the invocation.</summary>
    TimeSpan RemainingTime { get; }
}
