namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// Resizes a picture as if it were first turned upright and then resized by Pillow's BILINEAR: a separable triangle
/// filter whose support grows with the reduction, the upright horizontal pass first, 8 bits after each pass. The same
/// bytes on every processor.
/// </summary>
/// <remarks>
/// The large picture is never turned. A mirrored axis mirrors its weights; for a transposed picture the upright
/// horizontal pass runs along the stored columns, and only the small result is transposed:
/// <code>
/// upright      stored --- along x ---> [rows x W] --- along y ---> [H x W] --> RGB
/// transposed   stored --- along y ---> [W x columns] --- along x ---> [W x H] --> transpose --> RGB
/// </code>
/// </remarks>
internal static class Resampler
{
    private const int Bytes = RowPass.SourceBytes;

    /// <summary>So many rows of a transposed picture are turned at a time: few enough to stay in the first cache.</summary>
    private const int TurnedRows = 8;

    /// <param name="rgba">The picture as stored: 4 bytes a pixel, opaque, rows without padding.</param>
    /// <param name="width">Its width as stored.</param>
    /// <param name="height">Its height as stored.</param>
    /// <param name="orientation">How it has to be turned to stand upright.</param>
    /// <param name="plan">Which part of the upright picture goes where.</param>
    /// <param name="rgb">The target: 3 bytes a pixel, rows without padding; only the planned part is written.</param>
    /// <param name="targetWidth">Width of the whole target in pixels.</param>
    /// <param name="workspace">Memory, reused from call to call; one caller at a time.</param>
    public static void Resize(
        ReadOnlySpan<byte> rgba,
        int width,
        int height,
        Orientation orientation,
        in ResizePlan plan,
        Span<byte> rgb,
        int targetWidth,
        ResampleWorkspace workspace
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rgba.Length, width * height * Bytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetWidth, plan.TargetX + plan.TargetWidth);
        var lastRow = plan.TargetY + plan.TargetHeight - 1;
        var end = (lastRow * targetWidth) + plan.TargetX + plan.TargetWidth;
        ArgumentOutOfRangeException.ThrowIfLessThan(rgb.Length, end * 3);
        var transposed = orientation.IsTransposed();
        var (alongX, alongY) = (workspace.X, workspace.Y);
        var (storedX, storedY) = transposed ? (height, width) : (width, height);
        alongX.Set(storedX, plan.Left, plan.Right, plan.TargetWidth, orientation.MirrorsX());
        alongY.Set(storedY, plan.Top, plan.Bottom, plan.TargetHeight, orientation.MirrorsY());
        rgb = rgb[(((plan.TargetY * targetWidth) + plan.TargetX) * 3)..];
        if (transposed)
            ResizeTransposed(rgba, width, alongX, alongY, rgb, targetWidth * 3, workspace);
        else
            ResizeUpright(rgba, width, alongX, alongY, rgb, targetWidth * 3, workspace);
    }

    private static void ResizeUpright(
        ReadOnlySpan<byte> rgba,
        int width,
        AxisWeights alongX,
        AxisWeights alongY,
        Span<byte> rgb,
        int rgbStride,
        ResampleWorkspace workspace
    )
    {
        var first = alongY.First;
        var rows = alongY.End - first;
        var rowBytes = alongX.Length * RowPass.TargetBytes;
        var between = workspace.Between(rows * rowBytes);
        RowPass.Run(rgba.Slice(first * width * Bytes, rows * width * Bytes), width * Bytes, alongX, between);
        for (var y = 0; y < alongY.Length; y++)
        {
            var source = between[((alongY.Starts[y] - first) * rowBytes)..];
            ColumnPass.Run(source, rowBytes, alongY, y, rgb.Slice(y * rgbStride, rowBytes));
        }
    }

    private static void ResizeTransposed(
        ReadOnlySpan<byte> rgba,
        int width,
        AxisWeights alongX,
        AxisWeights alongY,
        Span<byte> rgb,
        int rgbStride,
        ResampleWorkspace workspace
    )
    {
        // Upright x lies on the stored rows, upright y on the stored columns. The row pass reads whole rows, so the
        // column pass keeps every column, those outside of a crop included.
        var (rowBytes, turnedBytes) = (width * Bytes, alongY.Length * RowPass.TargetBytes);
        for (var x = 0; x < alongX.Length; x += TurnedRows)
        {
            var rows = Math.Min(TurnedRows, alongX.Length - x);
            var between = workspace.Between(rows * rowBytes);
            for (var i = 0; i < rows; i++)
            {
                var source = rgba[(alongX.Starts[x + i] * rowBytes)..];
                ColumnPass.Run(source, rowBytes, alongX, x + i, between.Slice(i * rowBytes, rowBytes));
            }

            var turned = workspace.Turned(rows * turnedBytes);
            RowPass.Run(between, rowBytes, alongY, turned);
            Transposer.Write(turned, rows, rgb[(x * RowPass.TargetBytes)..], rgbStride);
        }
    }
}
