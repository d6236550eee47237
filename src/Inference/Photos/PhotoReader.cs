namespace ClothesClassification.Inference.Photos;

/// <summary>Reads an encoded photo into memory, and never more than the limit.</summary>
internal static class PhotoReader
{
    private const int FirstGuess = 128 * 1024;

    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream,
        PhotoLimits limits,
        CancellationToken cancellationToken
    )
    {
        var expected = 0L;
        if (stream.CanSeek)
        {
            expected = stream.Length - stream.Position;
            limits.CheckBytes(expected);
        }

        // One byte more than expected, so that the end is seen without growing.
        var buffer = new byte[expected > 0 ? expected + 1 : Math.Min(FirstGuess, limits.MaxBytes + 1L)];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
            limits.CheckBytes(length);
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, limits.MaxBytes + 1L));
        }
    }

    public static async ValueTask<ReadOnlyMemory<byte>> ReadFileAsync(
        string path,
        PhotoLimits limits,
        CancellationToken cancellationToken
    )
    {
        // No buffer of its own: the photo is read in one piece.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await using (stream.ConfigureAwait(false))
            return await ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
    }
}
