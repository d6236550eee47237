using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Page;

/// <summary>The files of this folder, which are part of the assembly: <c>/</c> is index.html, any other one has its name.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "Page/";

    /// <summary>Nothing from elsewhere, nothing inline, in no frame; previews are blobs.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private readonly Dictionary<string, (byte[] Content, string Type, string Tag)> files = [];

    public PageFiles()
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || TypeOf(name) is not { } type)
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"";
            files["/" + name[Prefix.Length..]] = (content, type, tag);
        }
    }

    /// <returns>False where there is no such file.</returns>
    public async Task<bool> TryServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (
            (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            || !files.TryGetValue(path == "/" ? "/index.html" : path, out var file)
        )
        {
            // Browsers ask for it by themselves; that is no request to the API.
            var isIcon = path == "/favicon.ico";
            context.Response.StatusCode = isIcon ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            return isIcon;
        }

        var (response, headers) = (context.Response, context.Response.Headers);
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        response.ContentType = file.Type;
        response.ContentLength = file.Content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
        return true;
    }

    private static string? TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            ".woff2" => "font/woff2",
            ".json" or ".webmanifest" => "application/json",
            _ => null,
        };
}
