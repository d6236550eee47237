using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Page;

/// <summary>Photos of a folder as <c>/samples/NAME</c>, so that there is an address to classify without a network.</summary>
internal sealed class SampleFiles(string? folder)
{
    public const string Prefix = "/samples/";

    /// <summary>Paths of the photos.</summary>
    public IReadOnlyList<string> Paths =>
        folder is null
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Where(f => TypeOf(f) is not null)
                    .Select(f => Prefix + Uri.EscapeDataString(Path.GetFileName(f)))
                    .Order(StringComparer.Ordinal),
            ];

    public async Task ServeAsync(HttpContext context)
    {
        var name = context.Request.Path.Value![Prefix.Length..];
        var type = TypeOf(name);
        // A name and no path: nothing outside the folder can be meant.
        if (
            folder is null
            || type is null
            || name != Path.GetFileName(name)
            || !File.Exists(Path.Combine(folder, name))
            || !HttpMethods.IsGet(context.Request.Method)
        )
        {
            await Plain
                .MessageAsync(context, StatusCodes.Status404NotFound, "There is no such sample.")
                .ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = type;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.SendFileAsync(Path.Combine(folder, name), context.RequestAborted).ConfigureAwait(false);
    }

    private static string? TypeOf(string name) =>
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".jpg" or ".jpeg" => "image/jpeg",
            ".png" => "image/png",
            ".webp" => "image/webp",
            ".gif" => "image/gif",
            ".bmp" => "image/bmp",
            _ => null,
        };
}
