using System.Net.Sockets;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>Turns what the HTTP stack throws into a <see cref="FetchException"/>.</summary>
internal static class TransportFailure
{
    /// <summary>The fault for the client; null where the exception does not come from the network, and so is unhandled.</summary>
    public static FetchException? Translate(Exception exception, string host)
    {
        // The connector's own faults arrive wrapped.
        for (var e = exception; e is not null; e = e.InnerException!)
        {
            if (e is FetchException fault)
                return fault;
        }

        return exception switch
        {
            // Only the handler's connect timeout is left: the caller deals with its own tokens first.
            OperationCanceledException => FetchErrors.ConnectTimeout(host, "name lookup, TCP or TLS took too long"),
            HttpRequestException request => Translate(request, host),
            // Kinds instead of messages where those quote the server: its text does not belong into the log.
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => FetchErrors.InvalidResponse(
                host,
                nameof(HttpRequestError.InvalidResponse),
                exception
            ),
            IOException => FetchErrors.Incomplete(host, exception),
            _ => null,
        };
    }

    private static FetchException Translate(HttpRequestException exception, string host) =>
        exception.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => FetchErrors.TlsFailed(host, exception),
            HttpRequestError.ResponseEnded => FetchErrors.Incomplete(host, exception),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
                FetchErrors.InvalidResponse(host, exception.HttpRequestError.ToString(), exception),
            // The handler's connect timeout wraps it where the attempt gave up by its own token, a moment later.
            _ when exception.GetBaseException() is OperationCanceledException or TimeoutException =>
                FetchErrors.ConnectTimeout(host, "name lookup, TCP or TLS took too long"),
            _ when exception.GetBaseException() is SocketException socket => FetchErrors.ConnectionFailed(
                host,
                socket.SocketErrorCode.ToString(),
                exception
            ),
            _ => FetchErrors.InvalidResponse(host, exception.HttpRequestError.ToString(), exception),
        };
}
