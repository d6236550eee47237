using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Which part of an upright photo goes where in the model's picture.</summary>
/// <param name="Left">Left edge of the part, in pixels of the upright photo; edges may lie inside a pixel.</param>
/// <param name="Top">Top edge of the part.</param>
/// <param name="Right">Right edge of the part.</param>
/// <param name="Bottom">Bottom edge of the part.</param>
/// <param name="TargetX">Left edge in the model's picture.</param>
/// <param name="TargetY">Top edge in the model's picture.</param>
/// <param name="TargetWidth">Width in the model's picture, at least 1.</param>
/// <param name="TargetHeight">Height in the model's picture, at least 1.</param>
internal readonly record struct ResizePlan(
    float Left,
    float Top,
    float Right,
    float Bottom,
    int TargetX,
    int TargetY,
    int TargetWidth,
    int TargetHeight
)
{
    public bool FillsTarget(int width, int height) => TargetWidth == width && TargetHeight == height;
}

/// <summary>Computes the plan for each geometry that a manifest can ask for.</summary>
internal static class PhotoGeometry
{
    /// <summary>
    /// Pixels a side, as a multiple of the model's, that decoding must leave: the reduced decode is a box filter, and the
    /// triangle filter behind it needs that many to hide the box.
    /// </summary>
    public const double Oversampling = 2;

    /// <summary>
    /// The same where the reduced decode is a transform of the lowest frequencies, which has no box to hide: see the
    /// measurements in Jpeg/README.md.
    /// </summary>
    public const double TransformOversampling = 1.6;

    public static ResizePlan Plan(
        Geometry geometry,
        int width,
        int height,
        int targetWidth,
        int targetHeight,
        double cropFraction
    ) =>
        geometry switch
        {
            Geometry.CenterCrop => Crop(width, height, targetWidth, targetHeight, cropFraction),
            Geometry.Letterbox => Letterbox(width, height, targetWidth, targetHeight),
            _ => new ResizePlan(0, 0, width, height, 0, 0, targetWidth, targetHeight),
        };

    /// <summary>The factor by which a photo may be reduced while it is decoded; 1 or more.</summary>
    public static double MaxReduction(
        Geometry geometry,
        int width,
        int height,
        int targetWidth,
        int targetHeight,
        double cropFraction,
        double oversampling = Oversampling
    )
    {
        var plan = Plan(geometry, width, height, targetWidth, targetHeight, cropFraction);
        var ratio = Math.Min((plan.Right - plan.Left) / plan.TargetWidth, (plan.Bottom - plan.Top) / plan.TargetHeight);
        return Math.Max(1, ratio / oversampling);
    }

    private static ResizePlan Crop(int width, int height, int targetWidth, int targetHeight, double fraction)
    {
        var scale = Math.Min(width / (double)targetWidth, height / (double)targetHeight) * fraction;
        // Rounding must not carry the part past the photo's edge.
        var cropWidth = Math.Min(width, targetWidth * scale);
        var cropHeight = Math.Min(height, targetHeight * scale);
        return new ResizePlan(
            (float)((width - cropWidth) / 2),
            (float)((height - cropHeight) / 2),
            (float)((width + cropWidth) / 2),
            (float)((height + cropHeight) / 2),
            0,
            0,
            targetWidth,
            targetHeight
        );
    }

    private static ResizePlan Letterbox(int width, int height, int targetWidth, int targetHeight)
    {
        var scale = Math.Min(targetWidth / (double)width, targetHeight / (double)height);
        var innerWidth = Math.Clamp((int)Math.Round(width * scale), 1, targetWidth);
        var innerHeight = Math.Clamp((int)Math.Round(height * scale), 1, targetHeight);
        return new ResizePlan(
            0,
            0,
            width,
            height,
            (targetWidth - innerWidth) / 2,
            (targetHeight - innerHeight) / 2,
            innerWidth,
            innerHeight
        );
    }
}
