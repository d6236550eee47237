using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClothesClassification.LocalGateway;

/// <summary>Translates between Kestrel's requests and responses and those of the API.</summary>
internal static class KestrelAdapter
{
    public static ApiRequest Read(HttpContext context)
    {
        var request = context.Request;
        var (path, query) = Target(context);
        return new ApiRequest
        {
            Method = request.Method,
            Path = path,
            Query = query,
            Headers = request.Headers,
            SourceIp = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
            Protocol = request.Protocol,
            Port = context.Connection.LocalPort,
            BodyLength = BodyReader.LengthOf(context),
            ReadBody = (maxBytes, cancellationToken) => BodyReader.ReadAsync(request, maxBytes, cancellationToken),
        };
    }

    public static async Task WriteAsync(HttpContext context, MethodResponse source)
    {
        var response = context.Response;
        response.StatusCode = source.Status;
        foreach (var (name, values) in source.Headers)
            response.Headers.Append(name, values);
        // These have no body in HTTP, whatever a function returned.
        if (
            source.Status
            is StatusCodes.Status204NoContent
                or StatusCodes.Status205ResetContent
                or StatusCodes.Status304NotModified
        )
            return;
        response.ContentLength = source.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(source.Body, context.RequestAborted).ConfigureAwait(false);
    }

    // The path as sent: Kestrel's own is decoded.
    private static (string Path, string Query) Target(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
            target = Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.PathAndQuery : "/";
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }
}
