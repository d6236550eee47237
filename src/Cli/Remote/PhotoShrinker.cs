using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference.Photos;
using SkiaSharp;

namespace ClothesClassification.Cli.Remote;

/// <summary>Makes a photo that is too large to be sent into a smaller JPEG, upright and on white.</summary>
internal static class PhotoShrinker
{
    private const int Quality = 90;

    // The model's picture is a few hundred pixels wide: nothing that it looks at is lost.
    private static readonly int[] Sides = [2048, 1536, 1024, 768];

    // One at a time: a decoded photo may take 200 MB.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <exception cref="PayloadException">The photo cannot be decoded, or not be made small enough.</exception>
    public static async Task<byte[]> ShrinkAsync(
        ReadOnlyMemory<byte> photo,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Shrink(photo, limit);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static byte[] Shrink(ReadOnlyMemory<byte> photo, int limit)
    {
        using var data = SKData.CreateCopy(photo.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > PhotoLimits.DefaultMaxPixels)
            throw new PayloadException("The photo is too large to be sent, and not one that can be shrunk.");
        using var decoded =
            OrientedBitmap.Decode(photo.Span, codec, Sides[0])
            ?? throw new PayloadException("The photo is too large to be sent, and damaged: it cannot be shrunk.");
        foreach (var side in Sides)
        {
            using var smaller = decoded.Draw(side);
            using var encoded = smaller.Encode(SKEncodedImageFormat.Jpeg, Quality);
            if (encoded.Size <= limit)
                return encoded.ToArray();
        }

        throw new PayloadException("The photo is too large to be sent, shrunk as well.");
    }
}
