using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>What a graph looks like that is not an image classifier, by its operators and the shapes of its ends.</summary>
internal static class GraphKind
{
    // More rows than a transformer has tokens for a picture, so boxes.
    private const int Boxes = 2000;

    private static readonly string[] EmbeddingNames = ["embed", "pooler"];

    /// <returns>Such as <c>a detector: output 'boxes' is [?, 100, 4]</c>; null where nothing speaks against a classifier.</returns>
    public static string? Of(OnnxModelInfo info)
    {
        if (!info.Inputs.Any(input => input.Dimensions.Count == 4))
            return "no model of pictures: no input has four dimensions";
        if (info.Operators.ContainsKey("NonMaxSuppression"))
            return "a detector: it has the operator NonMaxSuppression";
        // A row of scores is what a classifier has, whatever is beside it.
        if (info.Outputs.Any(output => output.IsRow && !IsEmbedding(info, output)))
            return null;
        return info.Outputs.Select(output => Of(info, output)).FirstOrDefault(kind => kind is not null);
    }

    private static string? Of(OnnxModelInfo info, OnnxValue output)
    {
        var kind = output.Dimensions switch
        {
            _ when output.IsRow && IsEmbedding(info, output) => "an embedding",
            [_, _, 4] => "a detector",
            [_, var rows, var width] when rows >= Boxes || width >= Boxes => "a detector",
            [_, _, _] => "an embedding",
            [_, _, _, _] => "image to image, or a segmentation",
            _ => null,
        };
        return kind is null ? null : $"{kind}: output '{output.Name}' is {output.Shape}";
    }

    private static bool IsEmbedding(OnnxModelInfo info, OnnxValue output) =>
        info.OperatorOf(output.Name) == "LpNormalization"
        || EmbeddingNames.Any(name => output.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
}
