using ClothesClassification.LocalGateway.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClothesClassification.LocalGateway;

/// <summary>Between HTTP as Kestrel has it and the API's requests and answers.</summary>
internal static class HttpFront
{
    public static ApiRequest Read(HttpContext context)
    {
        var request = context.Request;
        var (path, query) = Target(context);
        List<(string, string)> headers = [];
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                headers.Add((name, value ?? ""));
        }

        return new ApiRequest
        {
            Method = request.Method,
            Path = path,
            Query = query,
            Headers = headers,
            SourceIp = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
            Protocol = request.Protocol,
            Port = context.Connection.LocalPort,
            ReadBody = (most, cancellationToken) => BodyReader.ReadAsync(request, most, cancellationToken),
        };
    }

    public static async Task WriteAsync(HttpContext context, GatewayAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers.Append(name, value);
        // These two have no body in HTTP, whatever a function gave.
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
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
