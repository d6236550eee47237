using System.Net;
using Amazon.Runtime;
using Polly.Timeout;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>Turns errors of AWS into a sentence each.</summary>
internal static class AwsErrors
{
    private const string Credentials =
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE with a profile that has them.";

    /// <param name="what">What was asked for, such as an address: the sentence begins with it.</param>
    /// <param name="ask">The call.</param>
    /// <exception cref="AwsException">It failed.</exception>
    public static async Task<T> NamedAsync<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e)
            when (e
                    is AmazonClientException
                        or AmazonServiceException
                        or HttpRequestException
                        or IOException
                        or TimeoutException
                        or TimeoutRejectedException
            )
        {
            throw new AwsException(Sentence(what, e));
        }
    }

    /// <inheritdoc cref="NamedAsync"/>
    public static T Named<T>(string what, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (AmazonClientException e)
        {
            throw new AwsException(Sentence(what, e));
        }
    }

    private static string Sentence(string what, Exception error) =>
        error switch
        {
            AmazonServiceException { ErrorCode: { Length: > 0 } code } e => Sentence(what, code, e.Message),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } => Sentence(what, "AccessDenied", ""),
            AmazonServiceException { StatusCode: HttpStatusCode.NotFound } => Sentence(what, "NotFound", ""),
            AmazonClientException e when e.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) =>
                $"No AWS credentials were found. {Credentials}",
            TimeoutException or TimeoutRejectedException =>
                $"{what}: AWS cannot be reached: there was no answer in time.",
            HttpRequestException or IOException => $"{what}: AWS cannot be reached: {FirstLine(error.Message)}",
            _ => $"{what}: {FirstLine((error.InnerException ?? error).Message)}",
        };

    /// <param name="what">What was asked for.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="message">AWS' own words, for a code that has no sentence here.</param>
    public static string Sentence(string what, string code, string message) =>
        code switch
        {
            "NoSuchBucket" => $"{what}: there is no such bucket.",
            "AccessDenied" or "AccessDeniedException" or "AllAccessDisabled" =>
                $"{what}: access is denied. {FirstLine(message)}".TrimEnd(),
            "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" =>
                "The AWS credentials have expired; get new ones, and start again.",
            "InvalidAccessKeyId"
            or "SignatureDoesNotMatch"
            or "UnrecognizedClientException"
            or "InvalidSignatureException"
            or "InvalidClientTokenId" => $"The AWS credentials are not accepted ({code}). {Credentials}",
            "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" =>
                $"{what}: the bucket is in another region; set AWS_REGION to it.",
            "ExecutionDoesNotExist" => $"{what}: there is no such execution, or it ended more than 90 days ago.",
            "StateMachineDoesNotExist" or "StateMachineDeleting" =>
                $"{what}: there is no such state machine; the module's output is its ARN.",
            "ExecutionAlreadyExists" =>
                $"{what}: a job of this name has run; choose another --job, or start it once more with --again.",
            "InvalidArn" => $"{what}: this is not the ARN that is needed here.",
            _ => $"{what}: {code}: {FirstLine(message)}",
        };

    private static string FirstLine(string message) => message.Trim().Split('\n')[0].Trim();
}
