#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>Information about the current invocation.</summary>
public interface ILambdaContext
{
    /// <summary>Id of the invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>Time left until Lambda ends the invocation.</summary>
    TimeSpan RemainingTime { get; }
}
