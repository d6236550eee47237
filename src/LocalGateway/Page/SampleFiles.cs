using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ClothesClassification.LocalGateway.Page;

/// <summary>Serves the photos of a folder as <c>/samples/NAME</c>, to classify by URL without a network.</summary>
internal static class SampleFiles
{
    public const string Prefix = "/samples";

    private static readonly FileExtensionContentTypeProvider Types = new(
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [".jpg"] = "image/jpeg",
            [".jpeg"] = "image/jpeg",
            [".jpe"] = "image/jpeg",
            [".jfif"] = "image/jpeg",
            [".png"] = "image/png",
            [".webp"] = "image/webp",
            [".gif"] = "image/gif",
            [".bmp"] = "image/bmp",
            [".dib"] = "image/bmp",
        }
    );

    /// <summary>Paths of the photos.</summary>
    public static IReadOnlyList<string> Paths(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(f => Types.TryGetContentType(f, out _))
                .Select(f => $"{Prefix}/{Uri.EscapeDataString(Path.GetFileName(f))}")
                .Order(StringComparer.Ordinal),
        ];

    public static void UseSampleFiles(this IApplicationBuilder app, string folder) =>
        app.UseStaticFiles(
            new StaticFileOptions
            {
                RequestPath = Prefix,
                FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
                ContentTypeProvider = Types,
                OnPrepareResponse = file => file.Context.Response.Headers.XContentTypeOptions = "nosniff",
            }
        );
}
