using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// From the planes of a decoded photo to a picture of the target's size: each plane is resized from its own size, turned
/// upright on the way, and colours are computed from what is left.
/// </summary>
internal static class JpegResizer
{
    private const int Colors = 3;

    /// <param name="picture">The photo.</param>
    /// <param name="plan">Which part of the upright photo, in pixels of its full size, goes where.</param>
    /// <param name="rgb">The target: 3 bytes a pixel, rows without padding; only the planned part is written.</param>
    /// <param name="targetWidth">Width of the whole target in pixels.</param>
    /// <param name="workspace">Memory, reused from call to call; one caller at a time.</param>
    public static void Resize(
        JpegPicture picture,
        in ResizePlan plan,
        Span<byte> rgb,
        int targetWidth,
        PlaneWorkspace workspace
    )
    {
        var components = picture.Frame.Components;
        for (var i = 0; i < components.Length; i++)
            ResizePlane(picture, components[i], i, plan, workspace);
        var first = workspace.Target(0, plan.TargetWidth, plan.TargetHeight);
        var second = workspace.Target(components.Length > 1 ? 1 : 0, plan.TargetWidth, plan.TargetHeight);
        var third = workspace.Target(components.Length > 1 ? 2 : 0, plan.TargetWidth, plan.TargetHeight);
        for (var y = 0; y < plan.TargetHeight; y++)
        {
            var start = ((plan.TargetY + y) * targetWidth) + plan.TargetX;
            var row = rgb.Slice(start * Colors, plan.TargetWidth * Colors);
            if (picture.IsRgb || components.Length == 1)
                Interleaver.Run(first.Row(y), second.Row(y), third.Row(y), row);
            else
                YccConverter.Run(first.Row(y), second.Row(y), third.Row(y), row);
        }
    }

    private static void ResizePlane(
        JpegPicture picture,
        Component component,
        int index,
        in ResizePlan plan,
        PlaneWorkspace workspace
    )
    {
        var frame = picture.Frame;
        var orientation = picture.Orientation;
        var transposed = orientation.IsTransposed();
        // Samples for each pixel of the full size. Chroma lies in the middle of the pixels that it is for (ITU-T T.871,
        // clause 6.1), so that edges of pixels are edges of samples.
        var scaleX = frame.BlockSide * component.Horizontal / (8.0 * frame.MostHorizontal);
        var scaleY = frame.BlockSide * component.Vertical / (8.0 * frame.MostVertical);
        var across = new Axis(
            component.Width,
            frame.Width * scaleX,
            scaleX,
            transposed ? orientation.MirrorsY() : orientation.MirrorsX()
        );
        var down = new Axis(
            component.Height,
            frame.Height * scaleY,
            scaleY,
            transposed ? orientation.MirrorsX() : orientation.MirrorsY()
        );
        var weights = Math.Min(index, 1);
        var (acrossWeights, downWeights) = (workspace.Across[weights], workspace.Down[weights]);
        if (transposed)
        {
            across.Set(acrossWeights, plan.Top, plan.Bottom, plan.TargetHeight);
            down.Set(downWeights, plan.Left, plan.Right, plan.TargetWidth);
        }
        else
        {
            across.Set(acrossWeights, plan.Left, plan.Right, plan.TargetWidth);
            down.Set(downWeights, plan.Top, plan.Bottom, plan.TargetHeight);
        }

        PlaneResampler.Resize(
            picture.Plane(component),
            component.Stride,
            acrossWeights,
            downWeights,
            transposed,
            workspace,
            workspace.Target(index, plan.TargetWidth, plan.TargetHeight)
        );
    }

    /// <summary>A stored axis of a plane.</summary>
    /// <param name="Samples">Whole samples, the last perhaps partly outside of the picture.</param>
    /// <param name="Length">Samples of the picture: its box ends here, and not with the last sample.</param>
    /// <param name="Scale">Samples for each pixel of the full size.</param>
    /// <param name="Mirrored">Whether the upright axis runs against it.</param>
    private readonly record struct Axis(int Samples, double Length, double Scale, bool Mirrored)
    {
        public void Set(AxisWeights weights, float start, float end, int target)
        {
            // Against the axis, what is missing of the last sample comes first.
            var missing = Mirrored ? Samples - Length : 0;
            weights.Set(
                Samples,
                (float)((start * Scale) + missing),
                (float)((end * Scale) + missing),
                target,
                Mirrored
            );
        }
    }
}
