using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Cli.Photos;

internal enum PhotoKind
{
    /// <summary>A file with bytes in it.</summary>
    File,

    /// <summary>Stdin, a named pipe or another file of unknown length: opening and reading it may take for ever.</summary>
    Stream,

    /// <summary>An address for the API to fetch the photo from.</summary>
    Address,

    /// <summary>What cannot be a photo.</summary>
    Nothing,
}

/// <summary>One photo of the command line.</summary>
/// <param name="Kind">Where its bytes are.</param>
/// <param name="Name">Path, <c>-</c> or address.</param>
/// <param name="Error">For <see cref="PhotoKind.Nothing"/>, the reason.</param>
internal readonly record struct PhotoArgument(PhotoKind Kind, string Name, string? Error = null)
{
    private const string Stdin = "-";

    /// <summary>A file that is named by itself, or stdin.</summary>
    public static PhotoArgument Of(string name) => new(Length(name) > 0 ? PhotoKind.File : PhotoKind.Stream, name);

    /// <summary>Bytes of a file, or of what it links to; 0 for a pipe, socket or device; null where there is nothing.</summary>
    public static long? Length(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            return target is FileInfo { Exists: true } file ? file.Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a file or stream, on a thread of its own: neither opening a pipe nor reading a terminal can be cancelled.</summary>
    /// <exception cref="PhotoTooLargeException">It has more bytes than the limits allow.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public Task<ReadOnlyMemory<byte>> ReadAsync(PhotoLimits limits, CancellationToken cancellationToken)
    {
        var name = Name;
        return Task.Run(
                async () =>
                {
                    var stream =
                        name == Stdin
                            ? Console.OpenStandardInput()
                            : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
                    await using (stream.ConfigureAwait(false))
                        return (
                            await PhotoReader.ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false)
                        ).Memory;
                },
                cancellationToken
            )
            .WaitAsync(cancellationToken);
    }
}
