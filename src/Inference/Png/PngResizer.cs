using System.Diagnostics;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// Passes the rows of a photo to the resampler as they are decoded, strip by strip: no more of the photo is in memory than a
/// strip. Only one that is interlaced, or stored on its side, is decoded as a whole: its last row, or column, is needed first.
/// </summary>
/// <remarks>As <see cref="RgbaResizer"/> does, upright x runs down in the planes, so that the bytes are Pillow's.</remarks>
internal sealed class PngResizer : IDisposable
{
    /// <summary>Rows of a strip: as <see cref="RgbaResizer"/>.</summary>
    private const int StripRows = 64;

    private readonly ScratchBuffer strips = new();
    private readonly ScratchBuffer transposed = new();
    private readonly PixelBuffer whole = new();

    /// <param name="picture">The photo.</param>
    /// <param name="plan">Which part of the upright photo goes where.</param>
    /// <param name="rgb">The target: 3 bytes a pixel, rows without padding; only the planned part is written.</param>
    /// <param name="targetWidth">Width of the whole target in pixels.</param>
    /// <param name="resampler">The resampler; one caller at a time.</param>
    /// <returns>How much of the time it took to decode.</returns>
    public TimeSpan Resize(
        ref PngPicture picture,
        in ResizePlan plan,
        Span<byte> rgb,
        int targetWidth,
        Resampler resampler
    )
    {
        var (width, height, orientation) = (picture.Header.Width, picture.Header.Height, picture.Orientation);
        var onSide = orientation.IsTransposed();
        var down = PlaneAxis.Full(onSide ? height : width, orientation.MirrorsX());
        var across = PlaneAxis.Full(onSide ? width : height, orientation.MirrorsY());
        for (var plane = 0; plane < picture.Planes; plane++)
            resampler.Start(plane, down, across, onSide: true, plan);
        var decoding =
            onSide ? AddWhole(ref picture, resampler)
            : picture.Header.IsInterlaced ? AddWholeByRows(ref picture, resampler)
            : AddRows(ref picture, resampler);
        var colors = picture.Planes == 1 ? PlaneColors.Gray : PlaneColors.Rgb;
        resampler.Finish(colors, onSide: true, plan, rgb, targetWidth);
        return decoding;
    }

    /// <summary>Frees memory that only large photos need.</summary>
    public void Trim() => whole.Trim();

    public void Dispose() => whole.Dispose();

    private TimeSpan AddRows(ref PngPicture picture, Resampler resampler)
    {
        var (width, height) = (picture.Header.Width, picture.Header.Height);
        var stride = Transposer.Padded(width);
        var (first, end) = resampler.Columns(0);
        var decoding = TimeSpan.Zero;
        var started = Stopwatch.GetTimestamp();
        for (var y = 0; y < first; y++)
            picture.SkipRow();
        for (var row = first; row < end; row += StripRows)
        {
            var rows = Math.Min(StripRows, end - row);
            var length = stride * Transposer.Padded(rows);
            var strip = strips.Reserve(picture.Planes * length);
            for (var y = 0; y < rows; y++)
                Read(ref picture, strip, length, y * stride);
            decoding += Stopwatch.GetElapsedTime(started);
            AddStrip(strip, length, stride, row, rows, picture.Planes, resampler);
            started = Stopwatch.GetTimestamp();
        }

        for (var y = end; y < height; y++)
            picture.SkipRow();
        picture.Finish();
        return decoding + Stopwatch.GetElapsedTime(started);
    }

    private TimeSpan AddWholeByRows(ref PngPicture picture, Resampler resampler)
    {
        var started = Stopwatch.GetTimestamp();
        var planes = ReadWhole(ref picture, out var stride);
        var decoding = Stopwatch.GetElapsedTime(started);
        var length = planes.Length / picture.Planes;
        var (first, end) = resampler.Columns(0);
        for (var row = first; row < end; row += StripRows)
            AddStrip(
                planes[(row * stride)..],
                length,
                stride,
                row,
                Math.Min(StripRows, end - row),
                picture.Planes,
                resampler
            );
        return decoding;
    }

    private TimeSpan AddWhole(ref PngPicture picture, Resampler resampler)
    {
        var started = Stopwatch.GetTimestamp();
        var planes = ReadWhole(ref picture, out var stride);
        var decoding = Stopwatch.GetElapsedTime(started);
        var length = planes.Length / picture.Planes;
        var (first, end) = resampler.Columns(0);
        for (var plane = 0; plane < picture.Planes; plane++)
            resampler.AddColumns(plane, planes.Slice(plane * length, length)[first..], stride, first, end - first);
        return decoding;
    }

    // Whole tiles of it, so that strips can be taken out of it at any row.
    private Span<byte> ReadWhole(ref PngPicture picture, out int stride)
    {
        var (width, height) = (picture.Header.Width, picture.Header.Height);
        stride = Transposer.Padded(width);
        var bytes = (long)stride * Transposer.Padded(height);
        if (bytes * picture.Planes > Array.MaxLength)
            throw new PhotoTooLargeException(PhotoLimit.Pixels, (long)width * height, Array.MaxLength / (16 * 3));
        var length = (int)bytes;
        var planes = whole.Reserve(picture.Planes * length);
        if (picture.Header.IsInterlaced)
        {
            picture.ReadPasses(planes, stride, strips.Reserve(picture.Planes * width));
        }
        else
        {
            for (var y = 0; y < height; y++)
                Read(ref picture, planes, length, y * stride);
        }

        picture.Finish();
        return planes;
    }

    private static void Read(ref PngPicture picture, Span<byte> planes, int length, int start)
    {
        var width = picture.Header.Width;
        if (picture.Planes == 1)
            picture.ReadRow(planes.Slice(start, width), default, default);
        else
            picture.ReadRow(
                planes.Slice(start, width),
                planes.Slice(length + start, width),
                planes.Slice((2 * length) + start, width)
            );
    }

    private void AddStrip(
        ReadOnlySpan<byte> planes,
        int length,
        int stride,
        int row,
        int rows,
        int count,
        Resampler resampler
    )
    {
        var columns = Transposer.Padded(rows);
        var strip = transposed.Reserve(stride * columns);
        for (var plane = 0; plane < count; plane++)
        {
            Transposer.Run(planes.Slice(plane * length, stride * columns), stride, columns, strip);
            resampler.AddColumns(plane, strip, columns, row, rows);
        }
    }
}
