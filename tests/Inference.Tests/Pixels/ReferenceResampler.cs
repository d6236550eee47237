namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>
/// What the resampler must compute, as plainly as it can be said: Pillow's ImagingResample with BILINEAR for pictures of
/// three colours (libImaging/Resample.c), horizontal pass first. The picture is turned upright before anything else.
/// </summary>
internal static class ReferenceResampler
{
    private const int PrecisionBits = 32 - 8 - 2;

    /// <summary>Resizes into the planned part of the target; the rest keeps what it held.</summary>
    public static void Resize(ResampleCase c, ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var plan = c.Plan;
        var upright = TurnUpright(c, rgba);
        var narrow = new byte[c.UprightHeight, plan.TargetWidth, 3];
        for (var y = 0; y < c.UprightHeight; y++)
        {
            for (var x = 0; x < plan.TargetWidth; x++)
            {
                var (first, weights) = Weights(c.UprightWidth, plan.Left, plan.Right, plan.TargetWidth, x);
                for (var color = 0; color < 3; color++)
                    narrow[y, x, color] = Sum(weights, k => upright[y, first + k, color]);
            }
        }

        for (var y = 0; y < plan.TargetHeight; y++)
        {
            var (first, weights) = Weights(c.UprightHeight, plan.Top, plan.Bottom, plan.TargetHeight, y);
            for (var x = 0; x < plan.TargetWidth; x++)
            {
                var target = (((plan.TargetY + y) * c.TargetWidth) + plan.TargetX + x) * 3;
                for (var color = 0; color < 3; color++)
                    rgb[target + color] = Sum(weights, k => narrow[first + k, x, color]);
            }
        }
    }

    /// <summary>precompute_coeffs and normalize_coeffs_8bpc for one target pixel.</summary>
    public static (int First, int[] Weights) Weights(int inSize, float in0, float in1, int outSize, int xx)
    {
        var scale = (double)(in1 - in0) / outSize;
        var filterScale = scale < 1 ? 1 : scale;
        var support = 1.0 * filterScale;
        var center = in0 + ((xx + 0.5) * scale);
        var min = (int)(center - support + 0.5);
        if (min < 0)
            min = 0;
        var max = (int)(center + support + 0.5);
        if (max > inSize)
            max = inSize;
        var weights = new double[max - min];
        for (var x = 0; x < weights.Length; x++)
            weights[x] = Triangle((x + min - center + 0.5) * (1.0 / filterScale));
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        return (min, [.. weights.Select(w => (int)(0.5 + ((sum != 0 ? w / sum : w) * (1 << PrecisionBits))))]);
    }

    private static double Triangle(double x)
    {
        if (x < 0)
            x = -x;
        return x < 1 ? 1 - x : 0;
    }

    private static byte Sum(int[] weights, Func<int, byte> pixel)
    {
        var sum = 1L << (PrecisionBits - 1);
        for (var k = 0; k < weights.Length; k++)
            sum += (long)pixel(k) * weights[k];
        return (byte)Math.Clamp(sum >> PrecisionBits, 0, 255);
    }

    private static byte[,,] TurnUpright(ResampleCase c, ReadOnlySpan<byte> rgba)
    {
        var upright = new byte[c.UprightHeight, c.UprightWidth, 3];
        for (var y = 0; y < c.UprightHeight; y++)
        {
            for (var x = 0; x < c.UprightWidth; x++)
            {
                var (storedX, storedY) = StoredAt(c, x, y);
                for (var color = 0; color < 3; color++)
                    upright[y, x, color] = rgba[(((storedY * c.Width) + storedX) * 4) + color];
            }
        }

        return upright;
    }

    // Where an upright pixel lies in the file, by the words of EXIF's tag 0x0112: "the 0th row represents the ... of the
    // visual image, and the 0th column represents the ...".
    private static (int X, int Y) StoredAt(ResampleCase c, int x, int y)
    {
        var (right, bottom) = (c.UprightWidth - 1 - x, c.UprightHeight - 1 - y);
        return c.Orientation switch
        {
            1 => (x, y), // row 0: top, column 0: left
            2 => (right, y), // top, right
            3 => (right, bottom), // bottom, right
            4 => (x, bottom), // bottom, left
            5 => (y, x), // left, top
            6 => (y, right), // right, top
            7 => (bottom, right), // right, bottom
            8 => (bottom, x), // left, bottom
            _ => throw new ArgumentOutOfRangeException(nameof(c), c.Orientation, "Not an EXIF orientation."),
        };
    }
}
