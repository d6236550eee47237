namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// Resizes opaque RGBA pixels, the form that Skia and ML.NET decode to, to exactly Pillow's bytes. They are split into planes
/// strip by strip, in the cache: planes of the whole photo would take three quarters of its memory once more.
/// </summary>
/// <remarks>
/// Pillow's horizontal pass goes first, so planes are made with upright x running down: a strip of an upright picture is some
/// of its rows, transposed; a strip of one that is stored on its side is some of its columns, as they are.
/// </remarks>
internal sealed class RgbaResizer
{
    /// <summary>Columns of a strip: one vector of AVX-512, and few enough that a strip stays in the second-level cache.</summary>
    private const int StripColumns = 64;

    private readonly ScratchBuffer[] colors = [new(), new(), new()];
    private readonly ScratchBuffer transposed = new();

    /// <param name="rgba">The pixels as stored: 4 bytes each, opaque, rows without padding.</param>
    /// <param name="width">Width as stored.</param>
    /// <param name="height">Height as stored.</param>
    /// <param name="orientation">How the picture has to be turned to stand upright.</param>
    /// <param name="plan">Which part of the upright picture goes where.</param>
    /// <param name="rgb">The target: 3 bytes a pixel, rows without padding; only the planned part is written.</param>
    /// <param name="targetWidth">Width of the whole target in pixels.</param>
    /// <param name="resampler">The resampler; one caller at a time.</param>
    public void Resize(
        ReadOnlySpan<byte> rgba,
        int width,
        int height,
        Orientation orientation,
        in ResizePlan plan,
        Span<byte> rgb,
        int targetWidth,
        Resampler resampler
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rgba.Length, width * height * Deinterleaver.PixelBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetWidth, plan.TargetX + plan.TargetWidth);
        var onSide = orientation.IsTransposed();
        var down = PlaneAxis.Full(onSide ? height : width, orientation.MirrorsX());
        var across = PlaneAxis.Full(onSide ? width : height, orientation.MirrorsY());
        for (var color = 0; color < colors.Length; color++)
            resampler.Start(color, down, across, onSide: true, plan);
        var (first, end) = resampler.Columns(0);
        for (var column = first; column < end; column += StripColumns)
        {
            var columns = Math.Min(StripColumns, end - column);
            if (onSide)
                AddColumns(rgba, width, height, column, columns, resampler);
            else
                AddRows(rgba, width, column, columns, resampler);
        }

        resampler.Finish(PlaneColors.Rgb, onSide: true, plan, rgb, targetWidth);
    }

    private void AddColumns(
        ReadOnlySpan<byte> rgba,
        int width,
        int height,
        int column,
        int columns,
        Resampler resampler
    )
    {
        Split(rgba[(column * Deinterleaver.PixelBytes)..], width, columns, height, StripColumns);
        for (var color = 0; color < colors.Length; color++)
            resampler.AddColumns(color, colors[color].Reserve(height * StripColumns), StripColumns, column, columns);
    }

    private void AddRows(ReadOnlySpan<byte> rgba, int width, int row, int rows, Resampler resampler)
    {
        var (stride, columns) = (Transposer.Padded(width), Transposer.Padded(rows));
        Split(rgba[(row * width * Deinterleaver.PixelBytes)..], width, width, rows, stride);
        for (var color = 0; color < colors.Length; color++)
        {
            var strip = transposed.Reserve(stride * columns);
            Transposer.Run(colors[color].Reserve(stride * columns), stride, columns, strip);
            resampler.AddColumns(color, strip, columns, row, rows);
        }
    }

    // The left upper part of the picture, to planes of whole tiles.
    private void Split(ReadOnlySpan<byte> rgba, int width, int columns, int rows, int stride)
    {
        var bytes = stride * Transposer.Padded(rows);
        var red = colors[0].Reserve(bytes);
        var green = colors[1].Reserve(bytes);
        var blue = colors[2].Reserve(bytes);
        for (var y = 0; y < rows; y++)
        {
            var pixels = rgba.Slice(y * width * Deinterleaver.PixelBytes, columns * Deinterleaver.PixelBytes);
            var start = y * stride;
            Deinterleaver.Run(pixels, red[start..], green[start..], blue[start..]);
        }
    }
}
