using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Passes the planes of a decoded photo to the resampler: each is resized from its own size, turned upright on the way, and
/// colours are computed from what is left.
/// </summary>
internal static class JpegResizer
{
    /// <param name="picture">The photo.</param>
    /// <param name="plan">Which part of the upright photo, in pixels of its full size, goes where.</param>
    /// <param name="rgb">The target: 3 bytes a pixel, rows without padding; only the planned part is written.</param>
    /// <param name="targetWidth">Width of the whole target in pixels.</param>
    /// <param name="resampler">The resampler; one caller at a time.</param>
    public static void Resize(
        JpegPicture picture,
        in ResizePlan plan,
        Span<byte> rgb,
        int targetWidth,
        Resampler resampler
    )
    {
        var onSide = picture.Orientation.IsTransposed();
        for (var i = 0; i < picture.Frame.Components.Length; i++)
        {
            var component = picture.Frame.Components[i];
            var (down, across) = Axes(picture, component);
            resampler.Start(i, down, across, onSide, plan);
            var (first, end) = resampler.Columns(i);
            resampler.AddColumns(i, picture.Plane(component)[first..], component.Stride, first, end - first);
        }

        resampler.Finish(picture.Colors, onSide, plan, rgb, targetWidth);
    }

    private static (PlaneAxis Down, PlaneAxis Across) Axes(JpegPicture picture, Component component)
    {
        var (frame, orientation) = (picture.Frame, picture.Orientation);
        var (mirrorsDown, mirrorsAcross) = orientation.IsTransposed()
            ? (orientation.MirrorsX(), orientation.MirrorsY())
            : (orientation.MirrorsY(), orientation.MirrorsX());
        // Samples for each pixel of the full size. Chroma lies in the middle of the pixels that it is for (ITU-T T.871,
        // clause 6.1), so that edges of pixels are edges of samples.
        var scaleX = frame.BlockSide * component.Horizontal / (8.0 * frame.MaxHorizontal);
        var scaleY = frame.BlockSide * component.Vertical / (8.0 * frame.MaxVertical);
        return (
            new PlaneAxis(component.Height, frame.Height * scaleY, scaleY, mirrorsDown),
            new PlaneAxis(component.Width, frame.Width * scaleX, scaleX, mirrorsAcross)
        );
    }
}
