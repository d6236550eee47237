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
    /// <summary>Width that the part is resized to; <see cref="TargetWidth"/> columns of it are kept.</summary>
    public int ScaledWidth { get; init; } = TargetWidth;

    /// <summary>Height that the part is resized to; <see cref="TargetHeight"/> rows of it are kept.</summary>
    public int ScaledHeight { get; init; } = TargetHeight;

    /// <summary>The first resized column that is kept.</summary>
    public int SkipX { get; init; }

    /// <summary>The first resized row that is kept.</summary>
    public int SkipY { get; init; }

    /// <summary>The filter of the resampling.</summary>
    public ResizeFilter Filter { get; init; }

    /// <summary>Whether the part is cut out first, so that the filter sees nothing beside it.</summary>
    public bool Cropped { get; init; }

    public AxisTarget X => new(TargetWidth, ScaledWidth, SkipX, Filter, Cropped);

    public AxisTarget Y => new(TargetHeight, ScaledHeight, SkipY, Filter, Cropped);

    public bool FillsTarget(int width, int height) => TargetWidth == width && TargetHeight == height;
}

/// <summary>The model's picture, and how a photo becomes it.</summary>
/// <param name="Geometry">Which part of the photo is shown.</param>
/// <param name="Width">Width of the picture.</param>
/// <param name="Height">Height of the picture.</param>
/// <param name="CropFraction">Share of the centre crop's sides that is kept.</param>
/// <param name="ShorterSide">What the photo's shorter side is resized to before the centre crop; null for the largest crop.</param>
/// <param name="Filter">The filter of the resampling.</param>
internal readonly record struct PictureShape(
    Geometry Geometry,
    int Width,
    int Height,
    double CropFraction = 1,
    int? ShorterSide = null,
    ResizeFilter Filter = ResizeFilter.BilinearAntialiased
)
{
    public static PictureShape Of(ImageModel model) =>
        new(model.Geometry, model.Input.Width, model.Input.Height, model.CropFraction, model.ShorterSide, model.Filter);

    /// <summary>Whether the plan's whole numbers depend on the photo's full size.</summary>
    public bool CountsPixels => ShorterSide is not null || Geometry == Geometry.SmartResize;
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

    public static ResizePlan Plan(in PictureShape shape, int width, int height)
    {
        var (targetWidth, targetHeight) = (shape.Width, shape.Height);
        var plan = shape.Geometry switch
        {
            Geometry.CenterCrop when shape.ShorterSide is { } side => ResizeThenCrop(
                width,
                height,
                targetWidth,
                targetHeight,
                side
            ),
            Geometry.CenterCrop => Crop(width, height, targetWidth, targetHeight, shape.CropFraction),
            Geometry.SmartResize => SmartResize(width, height, targetWidth, targetHeight),
            Geometry.Letterbox => Letterbox(width, height, targetWidth, targetHeight),
            _ => new ResizePlan(0, 0, width, height, 0, 0, targetWidth, targetHeight),
        };
        return plan with { Filter = shape.Filter };
    }

    /// <summary>The factor by which a photo may be reduced while it is decoded; 1 or more.</summary>
    public static double MaxReduction(in PictureShape shape, int width, int height, double oversampling = Oversampling)
    {
        // The box of a reduced decode shows through the sharper filters.
        if (shape.Filter != ResizeFilter.BilinearAntialiased)
            return 1;
        var plan = Plan(shape, width, height);
        var ratio = Math.Min((plan.Right - plan.Left) / plan.ScaledWidth, (plan.Bottom - plan.Top) / plan.ScaledHeight);
        return Math.Max(1, ratio / oversampling);
    }

    // torchvision's Resize(side) and CenterCrop: the longer side is rounded down, the offset half to even.
    private static ResizePlan ResizeThenCrop(int width, int height, int targetWidth, int targetHeight, int side)
    {
        var longer = Longer(side, Math.Max(width, height), Math.Min(width, height));
        var (scaledWidth, scaledHeight) = width <= height ? (side, longer) : (longer, side);
        return new ResizePlan(0, 0, width, height, 0, 0, targetWidth, targetHeight)
        {
            ScaledWidth = scaledWidth,
            ScaledHeight = scaledHeight,
            SkipX = (int)Math.Round((scaledWidth - targetWidth) / 2.0, MidpointRounding.ToEven),
            SkipY = (int)Math.Round((scaledHeight - targetHeight) / 2.0, MidpointRounding.ToEven),
        };
    }

    private static int Longer(int side, int longer, int shorter) => (int)((long)side * longer / (double)shorter);

    // Keras' smart_resize: the largest centred part of the picture's shape, its sides and offset rounded down.
    private static ResizePlan SmartResize(int width, int height, int targetWidth, int targetHeight)
    {
        var cropWidth = Math.Clamp((int)((long)height * targetWidth / (double)targetHeight), 1, width);
        var cropHeight = Math.Clamp((int)((long)width * targetHeight / (double)targetWidth), 1, height);
        var (left, top) = ((width - cropWidth) / 2, (height - cropHeight) / 2);
        return new ResizePlan(left, top, left + cropWidth, top + cropHeight, 0, 0, targetWidth, targetHeight)
        {
            Cropped = true,
        };
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
