using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ClothesClassification.Cli.Predicting.Remote;

/// <summary>Puts what an API answers instead of an answer into a sentence.</summary>
internal sealed class ApiErrors(Endpoint endpoint)
{
    /// <summary>API Gateway's words for a usage plan that is used up until its period ends.</summary>
    public const string QuotaMessage = "Limit Exceeded";

    public CallFailure Describe(ApiReply reply)
    {
        var status = (int)reply.Status;
        if (status is >= 300 and < 400)
            return new CallFailure(
                FaultOf.Endpoint,
                $"The API answered {status} with another address ({endpoint.Clean(reply.Location?.OriginalString ?? "none given")}); it is not followed, because the key would go along. If you trust it, give it as --endpoint."
            );
        var error = Read(reply);
        if (error?.Detail is { Length: > 0 } detail)
            return new CallFailure(status >= 500 ? FaultOf.Service : FaultOf.Photo, endpoint.Clean(detail));
        var message = endpoint.Clean(error?.Message ?? error?.Title ?? Beginning(reply));
        return OfGateway(reply.Status, message);
    }

    /// <summary>For status 200 with something else than an answer.</summary>
    public CallFailure NoAnswer(ApiReply reply) =>
        new(
            FaultOf.Endpoint,
            $"What came back is not an answer of this API ({endpoint.Clean(reply.ContentType ?? "no content type")}: {endpoint.Clean(Beginning(reply))}); is --endpoint right?"
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
        return new CallFailure(FaultOf.Endpoint, endpoint.Clean(sentence));
    }

    private CallFailure OfGateway(HttpStatusCode status, string message)
    {
        var said = $"{(int)status} {message}: ";
        return status switch
        {
            HttpStatusCode.Forbidden when message == "Missing Authentication Token" => new(
                FaultOf.Endpoint,
                $"{said}API Gateway knows no POST {endpoint.Address.AbsolutePath}; --endpoint needs the stage too, as in https://abc123.execute-api.eu-west-1.amazonaws.com/test"
            ),
            HttpStatusCode.Forbidden when endpoint.Key is null => new(
                FaultOf.Endpoint,
                said + "the API wants a key, or has no such stage; put the key into CLOTHES_API_KEY."
            ),
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new(
                FaultOf.Endpoint,
                said
                    + "the API refuses the key, or has no such stage; is the key whole, enabled, and in the usage plan of the stage in --endpoint?"
            ),
            HttpStatusCode.TooManyRequests when message == QuotaMessage => new(
                FaultOf.Endpoint,
                said + "the key's quota is used up until its period ends."
            ),
            HttpStatusCode.TooManyRequests => new(
                FaultOf.Service,
                said + "more requests than the usage plan allows; use a lower --concurrency."
            ),
            HttpStatusCode.RequestEntityTooLarge => new(FaultOf.Photo, said + "send a smaller version of the photo."),
            HttpStatusCode.BadGateway => new(
                FaultOf.Service,
                said + "the function ended or gave an answer that API Gateway cannot read; its log says more."
            ),
            HttpStatusCode.GatewayTimeout => new(
                FaultOf.Service,
                said + "the function did not answer in the time that API Gateway allows."
            ),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => new(
                FaultOf.Endpoint,
                said + $"there is no POST {endpoint.Address.AbsolutePath} here; is --endpoint right?"
            ),
            >= HttpStatusCode.InternalServerError => new(FaultOf.Service, said + "the service failed."),
            _ => new(FaultOf.Photo, said + "the request was refused."),
        };
    }

    /// <summary>Null where the body is no JSON object.</summary>
    public static WireError? Read(ApiReply reply)
    {
        try
        {
            return JsonSerializer.Deserialize(reply.Body, WireJsonContext.Default.WireError);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Beginning(ApiReply reply)
    {
        const int few = 80;
        var text = Encoding.UTF8.GetString(reply.Body.AsSpan(0, Math.Min(few, reply.Body.Length)));
        return text.Length == 0 ? "an empty answer" : text;
    }

    private static string Socket(HttpRequestException error) =>
        error.InnerException is SocketException socket ? socket.Message.TrimEnd('.') : error.Message.TrimEnd('.');
}
