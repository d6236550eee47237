namespace ClothesClassification.Cli.Photos;

internal enum PhotoKind
{
    File,
    Stdin,

    /// <summary>An address for the API to fetch the photo from.</summary>
    Address,

    /// <summary>An argument that matches no photo.</summary>
    Nothing,
}

/// <summary>One photo of the command line.</summary>
/// <param name="Kind">Where its bytes are.</param>
/// <param name="Name">Path, <c>-</c> or address.</param>
/// <param name="Error">For <see cref="PhotoKind.Nothing"/>, the reason.</param>
internal readonly record struct PhotoArgument(PhotoKind Kind, string Name, string? Error = null)
{
    private const string Stdin = "-";

    public static IEnumerable<PhotoArgument> Of(string argument)
    {
        if (argument == Stdin)
            return [new PhotoArgument(PhotoKind.Stdin, Stdin)];
        var photos = PhotoPaths.Of(argument);
        return photos.Error is null
            ? photos.Paths.Select(path => new PhotoArgument(PhotoKind.File, path))
            : [new PhotoArgument(PhotoKind.Nothing, argument, photos.Error)];
    }
}
