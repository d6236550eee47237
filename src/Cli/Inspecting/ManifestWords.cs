using System.Text.Json;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>Values as a manifest writes them.</summary>
internal static class ManifestWords
{
    /// <summary>Such as <c>uint8</c>, <c>NCHW</c>, <c>RGB</c> and <c>centerCrop</c>.</summary>
    public static string Of(Enum value) =>
        value switch
        {
            ElementType => value.ToString().ToLowerInvariant(),
            ColorOrder.Grey => "grey",
            ResizeFilter.BilinearAntialiased => "bilinear, antialiased",
            TensorLayout or ColorOrder => value.ToString().ToUpperInvariant(),
            _ => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
        };

    public static string Of(BackgroundColor color) => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}";
}
