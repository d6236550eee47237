namespace ClothesClassification.Inference.Photos;

/// <summary>What a photo may be. Each limit is checked before anything is decoded.</summary>
public sealed record PhotoLimits
{
    /// <summary>Default of <see cref="MaxBytes"/>: 20 MB.</summary>
    public const int DefaultMaxBytes = 20_000_000;

    /// <summary>Default of <see cref="MaxPixels"/>: 50 million.</summary>
    public const long DefaultMaxPixels = 50_000_000;

    /// <summary>Default of <see cref="MaxSide"/>: 16,384.</summary>
    public const int DefaultMaxSide = 16_384;

    /// <summary>Size of the encoded file in bytes, at most. Default: <see cref="DefaultMaxBytes"/>.</summary>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>
    /// Width times height, at most. Default: <see cref="DefaultMaxPixels"/>. A format that cannot be decoded at a
    /// reduced scale (PNG, GIF, BMP) needs 4 bytes of memory a pixel: 200 MB at the default.
    /// </summary>
    public long MaxPixels { get; init; } = DefaultMaxPixels;

    /// <summary>Width and height in pixels, each at most. Default: <see cref="DefaultMaxSide"/>.</summary>
    public int MaxSide { get; init; } = DefaultMaxSide;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSide);
        // Above this the decoded bytes of a photo no longer fit a span.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxPixels, int.MaxValue / 4);
    }

    internal void CheckBytes(long bytes)
    {
        if (bytes > MaxBytes)
            throw new PhotoTooLargeException(PhotoLimit.Bytes, bytes, MaxBytes);
    }

    internal void CheckSize(int width, int height)
    {
        if (width <= 0 || height <= 0)
            throw new CorruptPhotoException($"Its header says {width} x {height} pixels.");
        if (Math.Max(width, height) > MaxSide)
            throw new PhotoTooLargeException(PhotoLimit.Side, Math.Max(width, height), MaxSide);
        if ((long)width * height > MaxPixels)
            throw new PhotoTooLargeException(PhotoLimit.Pixels, (long)width * height, MaxPixels);
    }
}
