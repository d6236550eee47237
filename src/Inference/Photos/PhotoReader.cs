using System.Buffers;

namespace ClothesClassification.Inference.Photos;

/// <summary>Reads an encoded photo into a rented array, and never more than the limit.</summary>
internal static class PhotoReader
{
    private const int FirstGuess = 128 * 1024;

    // What a stream of unknown length has given is copied into an array of this many times its size.
    private const int Growth = 4;

    public static async ValueTask<PhotoBytes> ReadAsync(
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

        // One byte more than expected, so that the end is seen without growing. An array is not given back after an error: the
        // stream may still write into it.
        var pool = ArrayPool<byte>.Shared;
        var buffer = pool.Rent((int)(expected > 0 ? expected + 1 : Math.Min(FirstGuess, limits.MaxBytes + 1L)));
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return new PhotoBytes(buffer.AsMemory(0, length), buffer);
            length += read;
            limits.CheckBytes(length);
            if (length == buffer.Length)
            {
                var larger = pool.Rent((int)Math.Min((long)Growth * length, limits.MaxBytes + 1L));
                buffer.CopyTo(larger, 0);
                pool.Return(buffer);
                buffer = larger;
            }
        }
    }

    public static async ValueTask<PhotoBytes> ReadFileAsync(
        string path,
        PhotoLimits limits,
        CancellationToken cancellationToken
    )
    {
        // One wrong line in a list of paths is a file that cannot be read, like others.
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            throw new FileNotFoundException(path.Length == 0 ? "The path is empty." : "The path has a null character.");
        // No buffer of its own: the photo is read in one piece.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await using (stream.ConfigureAwait(false))
            return await ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
    }
}
