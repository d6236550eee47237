using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>One thing to resample.</summary>
/// <param name="Width">Width as stored.</param>
/// <param name="Height">Height as stored.</param>
/// <param name="Orientation">EXIF's value, 1 to 8.</param>
/// <param name="Plan">Which part of the upright picture goes where.</param>
/// <param name="TargetWidth">Width of the whole target.</param>
/// <param name="TargetHeight">Height of the whole target.</param>
internal sealed record ResampleCase(
    int Width,
    int Height,
    int Orientation,
    ResizePlan Plan,
    int TargetWidth,
    int TargetHeight
)
{
    /// <summary>What untouched target bytes hold.</summary>
    public const byte Untouched = 0xA5;

    public int SourceBytes => Width * Height * 4;

    public int TargetBytes => TargetWidth * TargetHeight * 3;

    public int UprightWidth => Orientation >= 5 ? Height : Width;

    public int UprightHeight => Orientation >= 5 ? Width : Height;

    /// <summary>The whole picture to the whole target.</summary>
    public static ResampleCase Stretch(int width, int height, int orientation, int targetWidth, int targetHeight)
    {
        var (right, bottom) = orientation >= 5 ? (height, width) : (width, height);
        var plan = new ResizePlan(0, 0, right, bottom, 0, 0, targetWidth, targetHeight);
        return new ResampleCase(width, height, orientation, plan, targetWidth, targetHeight);
    }

    /// <summary>A case of any size up to <paramref name="most"/>, half of them of a part of the picture only.</summary>
    public static ResampleCase Any(Noise noise, int orientation, int most)
    {
        var whole = Stretch(Side(noise, most), Side(noise, most), orientation, Side(noise, most), Side(noise, most));
        if (noise.Next() % 2 == 0)
            return whole;
        var (left, right) = Part(noise, whole.UprightWidth);
        var (top, bottom) = Part(noise, whole.UprightHeight);
        var (x, y) = (noise.Between(0, 9), noise.Between(0, 9));
        return whole with
        {
            Plan = new ResizePlan(left, top, right, bottom, x, y, whole.TargetWidth, whole.TargetHeight),
            TargetWidth = x + whole.TargetWidth + noise.Between(0, 9),
            TargetHeight = y + whole.TargetHeight + noise.Between(0, 9),
        };
    }

    /// <summary>Runs a resizer on a new target.</summary>
    public byte[] Run(ReadOnlySpan<byte> rgba, RgbaResizer? resizer = null, Resampler? resampler = null)
    {
        var rgb = NewTarget();
        Run(rgba, rgb, resizer ?? new RgbaResizer(), resampler ?? new Resampler());
        return rgb;
    }

    public void Run(ReadOnlySpan<byte> rgba, Span<byte> rgb, RgbaResizer resizer, Resampler resampler) =>
        resizer.Resize(rgba, Width, Height, (Orientation)Orientation, Plan, rgb, TargetWidth, resampler);

    /// <summary>What <see cref="Run(ReadOnlySpan{byte}, RgbaResizer, Resampler)"/> must give.</summary>
    public byte[] Expected(ReadOnlySpan<byte> rgba)
    {
        var rgb = NewTarget();
        ReferenceResampler.Resize(this, rgba, rgb);
        return rgb;
    }

    private byte[] NewTarget()
    {
        var rgb = new byte[TargetBytes];
        rgb.AsSpan().Fill(Untouched);
        return rgb;
    }

    // Every third side is tiny.
    private static int Side(Noise noise, int most) => noise.Between(1, noise.Next() % 3 == 0 ? 5 : most);

    private static (float Start, float End) Part(Noise noise, int length)
    {
        var start = noise.Between(0, length * 0.6);
        return (start, noise.Between(start + ((length - start) * 0.3), length));
    }
}
