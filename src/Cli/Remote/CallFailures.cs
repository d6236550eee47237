using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ClothesClassification.Cli.Remote;

/// <summary>Describes an API's error response.</summary>
internal sealed class CallFailures(Endpoint endpoint)
{
    /// <summary>API Gateway's words for a usage plan that is used up until its period ends.</summary>
    public const string QuotaMessage = "Limit Exceeded";

    public CallFailure Describe(PredictResponse reply)
    {
        var status = (int)reply.Status;
        if (status is >= 300 and < 400)
            return new CallFailure(
                FaultScope.Endpoint,
                $"The API answered {status} with another address ({endpoint.Sanitize(reply.Location?.OriginalString ?? "none given")}); it is not followed, because the key would go along. If you trust it, give it as --endpoint."
            );
        var error = Read(reply);
        if (error?.Detail is { Length: > 0 } detail)
            return new CallFailure(status >= 500 ? FaultScope.Service : FaultScope.Photo, endpoint.Sanitize(detail));
        var message = endpoint.Sanitize(error?.Message ?? error?.Title ?? Beginning(reply));
        return OfGateway(reply.Status, message);
    }

    /// <summary>For status 200 with something else than an answer.</summary>
    public CallFailure NoAnswer(PredictResponse reply) =>
        new(
            FaultScope.Endpoint,
            $"What came back is not an answer of this API ({endpoint.Sanitize(reply.ContentType ?? "no content type")}: {endpoint.Sanitize(Beginning(reply))}); is --endpoint right?"
        );

    public CallFailure Describe(HttpRequestException error)
    {
        var address = endpoint.Address;
        var sentence = error.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"The host {address.Host} is not known; is --endpoint right?",
            HttpRequestError.ConnectionError =>
                $"{address.Authority} cannot be reached ({Socket(error)}); is --endpoint right, and does the API run?",
            HttpRequestError.SecureConnectionError =>
                $"No trusted TLS connection to {address.Authority} ({(error.InnerException ?? error).Message.TrimEnd('.')}).",
            HttpRequestError.ConfigurationLimitExceeded =>
                $"{address.Authority} answered with far more than an answer; is --endpoint right?",
            _ => $"The connection to {address.Authority} broke off ({error.Message.TrimEnd('.')}).",
        };
        return new CallFailure(FaultScope.Endpoint, endpoint.Sanitize(sentence));
    }

    private CallFailure OfGateway(HttpStatusCode status, string message)
    {
        var said = $"{(int)status} {message}: ";
        return status switch
        {
            HttpStatusCode.Forbidden when message == "Missing Authentication Token" => new(
                FaultScope.Endpoint,
                $"{said}API Gateway knows no POST {endpoint.Address.AbsolutePath}; --endpoint needs the stage too, as in https://abc123.execute-api.eu-west-1.amazonaws.com/test"
            ),
            HttpStatusCode.Forbidden when endpoint.Key is null => new(
                FaultScope.Endpoint,
                said + "the API wants a key, or has no such stage; put the key into CLOTHES_API_KEY."
            ),
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new(
                FaultScope.Endpoint,
                said
                    + "the API refuses the key, or has no such stage; is the key whole, enabled, and in the usage plan of the stage in --endpoint?"
            ),
            HttpStatusCode.TooManyRequests when message == QuotaMessage => new(
                FaultScope.Endpoint,
                said + "the key's quota is used up until its period ends."
            ),
            HttpStatusCode.TooManyRequests => new(
                FaultScope.Service,
                said + "more requests than the usage plan allows; use a lower --concurrency."
            ),
            HttpStatusCode.RequestEntityTooLarge => new(
                FaultScope.Photo,
                said + "send a smaller version of the photo."
            ),
            HttpStatusCode.BadGateway => new(
                FaultScope.Service,
                said + "the function ended or gave an answer that API Gateway cannot read; its log says more."
            ),
            HttpStatusCode.GatewayTimeout => new(
                FaultScope.Service,
                said + "the function did not answer in the time that API Gateway allows."
            ),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => new(
                FaultScope.Endpoint,
                said + $"there is no POST {endpoint.Address.AbsolutePath} here; is --endpoint right?"
            ),
            >= HttpStatusCode.InternalServerError => new(FaultScope.Service, said + "the service failed."),
            _ => new(FaultScope.Photo, said + "the request was refused."),
        };
    }

    /// <summary>Null where the body is not a JSON object.</summary>
    public static ApiError? Read(PredictResponse reply)
    {
        try
        {
            return JsonSerializer.Deserialize(reply.Body, ApiJsonContext.Default.ApiError);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Beginning(PredictResponse reply)
    {
        const int maxLength = 80;
        var text = Encoding.UTF8.GetString(reply.Body.AsSpan(0, Math.Min(maxLength, reply.Body.Length)));
        return text.Length == 0 ? "an empty answer" : text;
    }

    private static string Socket(HttpRequestException error) =>
        error.InnerException is SocketException socket ? socket.Message.TrimEnd('.') : error.Message.TrimEnd('.');
}
