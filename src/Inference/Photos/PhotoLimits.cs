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

    /// <summary>What the decoded picture takes.</summary>
    internal const int BytesPerPixel = 4;

    /// <summary>Size of the encoded file in bytes, at most. Default: <see cref="DefaultMaxBytes"/>.</summary>
    public int MaxBytes { get; set; } = DefaultMaxBytes;

    /// <summary>
    /// Width times height, at most. Default: <see cref="DefaultMaxPixels"/>. A format that cannot be decoded at a
    /// reduced scale (GIF, BMP) needs 4 bytes of memory a pixel: 200 MB at the default. A PNG needs some rows, but 3 bytes a
    /// pixel if it is interlaced, or stored on its side. Fewer pixels are allowed where a pixel needs more, so that the memory is
    /// the same, as of JPEGs of rare kinds.
    /// </summary>
    public long MaxPixels { get; set; } = DefaultMaxPixels;

    /// <summary>Width and height in pixels, each at most. Default: <see cref="DefaultMaxSide"/>.</summary>
    public int MaxSide { get; set; } = DefaultMaxSide;

    /// <summary>Every value that is out of its range, one sentence each.</summary>
    internal IEnumerable<string> FindFaults()
    {
        if (MaxBytes < 1)
            yield return $"Limits.MaxBytes is {MaxBytes}: at least 1 is needed.";
        // Above this the decoded bytes of a photo no longer fit a span.
        if (MaxPixels is < 1 or > int.MaxValue / BytesPerPixel)
            yield return $"Limits.MaxPixels is {MaxPixels}: 1 to {int.MaxValue / BytesPerPixel} are allowed.";
        if (MaxSide < 1)
            yield return $"Limits.MaxSide is {MaxSide}: at least 1 is needed.";
    }

    internal void CheckBytes(long bytes)
    {
        if (bytes > MaxBytes)
            throw new PhotoTooLargeException(PhotoLimit.Bytes, bytes, MaxBytes);
    }

    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="bytesPerPixel">What decoding needs of memory for each pixel.</param>
    internal void CheckSize(int width, int height, int bytesPerPixel = BytesPerPixel)
    {
        if (width <= 0 || height <= 0)
            throw new CorruptPhotoException($"Its header says {width} x {height} pixels.");
        if (Math.Max(width, height) > MaxSide)
            throw new PhotoTooLargeException(PhotoLimit.Side, Math.Max(width, height), MaxSide);
        var pixels = Math.Min(MaxPixels, MaxPixels * BytesPerPixel / Math.Max(1, bytesPerPixel));
        if ((long)width * height > pixels)
            throw new PhotoTooLargeException(PhotoLimit.Pixels, (long)width * height, pixels);
    }
}
